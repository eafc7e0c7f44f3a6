"""What became of each rule's findings, counted over all checks that are kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Label, case, func, inspect, select

from storage.database import Database
from storage.tables import checks, findings
from storage.urls import parse_url


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """One rule's findings: how many, what authors did, from how many checks and people."""

    rule: str
    hits: int
    fixed: int
    kept: int
    not_relevant: int
    wrong: int
    checks: int
    people: int


class Stats:
    """Reads figures, and never writes. Every method may raise `StoreProblem`."""

    def __init__(self, url: str) -> None:
        """Name the database; it is opened when something is asked."""
        self._url = parse_url(url)
        self._database = Database(self._url)

    async def close(self) -> None:
        """Close every connection."""
        await self._database.close()

    async def by_rule(self) -> tuple[RuleCounts, ...]:
        """Return every rule that found something, by its id; nothing where nothing is kept yet."""
        counted = (
            select(
                findings.c.rule,
                func.count().label("hits"),
                *(_how_many(action, name) for name, action in _ACTIONS.items()),
                func.count(checks.c.check_id.distinct()).label("checks"),
                func.count(checks.c.author_key.distinct()).label("people"),
            )
            .join(checks, checks.c.check_id == findings.c.check_id)
            .where(findings.c.source == "rule")
            .group_by(findings.c.rule)
            .order_by(findings.c.rule)
        )
        if self._url.path is not None and not self._url.path.exists():
            return ()

        def count(connection: Connection) -> tuple[RuleCounts, ...]:
            if not inspect(connection).has_table("findings"):
                return ()
            return tuple(RuleCounts(**row._asdict()) for row in connection.execute(counted))

        return await self._database.read(count)


_ACTIONS = {
    "fixed": "fixed",
    "kept": "kept",
    "not_relevant": "not_relevant",
    "wrong": "rule_wrong",
}


def _how_many(action: str, name: str) -> Label[int]:
    return func.sum(case((findings.c.action == action, 1), else_=0)).label(name)
