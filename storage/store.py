"""The store: writes and reads records, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Self

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from storage.database import changed
from storage.digests import Digests
from storage.ledger import Ledger
from storage.lent import Lent
from storage.migrate import migrate
from storage.nominations import Nominations
from storage.people import People
from storage.records import AuthorRecord, CheckRecord, Counts, FindingRecord
from storage.sightings import Sightings
from storage.steps import Steps
from storage.tables import authors, checks, decisions, findings, nominations, steps
from storage.totals import spending
from storage.urls import parse_url
from storage.weeks import Weeks

# Built once: every check runs them, and to build one anew takes half as long as running it.
_AUTHOR = select(*(authors.c[field.name] for field in fields(AuthorRecord))).where(
    authors.c.author_key == bindparam("author_key")
)
_FOUND = insert(findings)


class Store(Ledger, People, Weeks, Digests, Nominations, Steps, Sightings, Lent):
    """What is kept of checks and people. Every method may raise `StoreProblem`."""

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the database that `url` names, making or upgrading its schema.

        Raises `StoreProblem`, whose message names the database and the remedy.
        """
        database = parse_url(url)
        await asyncio.to_thread(migrate, database)
        return cls(database)

    async def ping(self) -> None:
        """Ask the database for an answer; raises `StoreProblem` when none comes."""
        await self.value(select(1))

    @cached_property
    def _added(self) -> ReturningInsert[Any]:
        return self.insert(checks).on_conflict_do_nothing().returning(checks.c.check_id)

    # What a person chose

    async def author(self, author_key: str) -> AuthorRecord | None:
        """Return a person's choices, or None when they have made none."""

        def read(connection: Connection) -> AuthorRecord | None:
            row = connection.execute(_AUTHOR, {"author_key": author_key}).one_or_none()
            return None if row is None else AuthorRecord(*row)

        return await self.read(read)

    async def keeps(self, author_key: str) -> bool:
        """Whether rows about a person may be kept: they accepted that, and did not go since."""
        known = await self.author(author_key)
        return known is not None and known.accepted_at is not None

    async def language(self, author_key: str) -> str:
        """Return the language a person chose, empty where they chose none."""
        chosen = await self.author(author_key)
        return chosen.language if chosen else ""

    async def accept_deal(self, author_key: str, at: datetime, ai_host: str) -> None:
        """Remember that a person accepted the deal; the first time stands, and the last host.

        An empty host, that of a deal without AI, leaves the one before.
        """
        now = {"touched_at": _now()} | ({"ai_host": ai_host} if ai_host else {})
        accepted = self.upsert(
            authors,
            {"author_key": author_key, "accepted_at": at, **now},
            {"accepted_at": func.coalesce(authors.c.accepted_at, at), **now},
        )
        await self.change(accepted)

    async def set_preferences(
        self,
        author_key: str,
        *,
        ai_review: bool | None = None,
        messages: bool | None = None,
        platform: str | None = None,
        language: str | None = None,
    ) -> None:
        """Change what is given, leave the rest."""
        given = {
            "ai_review": ai_review,
            "messages": messages,
            "platform": platform,
            "language": language,
        }
        changed = {name: value for name, value in given.items() if value is not None}
        touched = {**changed, "touched_at": _now()}
        chosen = self.upsert(authors, {"author_key": author_key, **touched}, touched)
        await self.change(chosen)

    # Checks

    async def add_check(self, check: CheckRecord) -> None:
        """Store a check and its findings; storing the same id again changes nothing."""
        row = asdict(check)
        found = [
            {"check_id": check.check_id, "position": position, **finding}
            for position, finding in enumerate(row.pop("findings"))
        ]

        def add(connection: Connection) -> None:
            if connection.scalar(self._added, row) and found:
                connection.execute(_FOUND, found)

        await self.write(add)

    async def add_checks(self, records: Sequence[CheckRecord]) -> None:
        """Store many checks that are new, with their findings, in one go."""
        rows = [asdict(record) for record in records]
        found = [
            {"check_id": row["check_id"], "position": position, **finding}
            for row in rows
            for position, finding in enumerate(row.pop("findings"))
        ]

        def add(connection: Connection) -> None:
            for table, many in ((checks, rows), (findings, found)):
                if many:
                    connection.execute(insert(table), many)

        await self.write(add)

    async def recent(self, author_key: str, most: int) -> tuple[CheckRecord, ...]:
        """Return a person's latest checks with their findings, newest first."""
        latest = select(checks).where(checks.c.author_key == author_key)
        latest = latest.order_by(checks.c.hour.desc(), checks.c.check_id).limit(most)

        def read(connection: Connection) -> tuple[CheckRecord, ...]:
            rows = connection.execute(latest).all()
            ids = [row.check_id for row in rows]
            found = select(findings).where(findings.c.check_id.in_(ids))
            held = connection.execute(found.order_by(findings.c.position)).all()
            return tuple(
                CheckRecord(**row._asdict(), findings=_findings(held, row.check_id)) for row in rows
            )

        return await self.read(read)

    async def checks_of(self, author_key: str) -> int:
        """Return how many checks of a person there are."""
        theirs = select(func.count()).where(checks.c.author_key == author_key)
        return await self.value(theirs) or 0

    async def mark_fixed(self, check_id: str, author_key: str, still_found: frozenset[str]) -> None:
        """Mark the findings of that person's earlier check whose rule is not found any more.

        What the author said about a finding stands, unless they had only kept it.
        """
        theirs = exists().where(
            checks.c.check_id == findings.c.check_id, checks.c.author_key == author_key
        )
        fixed = (
            update(findings)
            .where(
                findings.c.check_id == check_id,
                findings.c.rule.not_in(still_found),
                or_(findings.c.action.is_(None), findings.c.action == "kept"),
                theirs,
            )
            .values(action="fixed")
        )
        await self.change(fixed)

    async def mark_action(
        self, check_id: str, author_key: str, rule: str, number: int, action: str
    ) -> bool:
        """Mark one finding of that person's check: of its rule, the one with this number from 0.

        False where there is no such row.
        """
        place = (
            select(findings.c.position)
            .join(checks, checks.c.check_id == findings.c.check_id)
            .where(
                findings.c.check_id == check_id,
                findings.c.rule == rule,
                checks.c.author_key == author_key,
            )
            .order_by(findings.c.position)
            .offset(number)
            .limit(1)
            .scalar_subquery()
        )
        marked = (
            update(findings)
            .where(findings.c.check_id == check_id, findings.c.position == place)
            .values(action=action)
        )
        return await self.change(marked) == 1

    # Letting go

    async def delete_older_than(self, cutoff: datetime) -> int:
        """Delete checks from before `cutoff`, and choices of people not seen since.

        Returns how many rows went.
        """
        seen = exists().where(checks.c.author_key == authors.c.author_key)
        unseen = delete(authors).where(authors.c.touched_at < cutoff, ~seen)
        doomed = select(checks.c.check_id).where(checks.c.hour < cutoff)

        def let_go(connection: Connection) -> int:
            connection.execute(delete(spending).where(spending.c.day < cutoff.date()))
            return changed(
                connection,
                delete(findings).where(findings.c.check_id.in_(doomed)),
                delete(checks).where(checks.c.hour < cutoff),
                unseen,
                delete(decisions).where(decisions.c.at < cutoff),
                delete(nominations).where(nominations.c.at < cutoff),
                delete(steps).where(steps.c.day < cutoff.date()),
            )

        return await self.write(let_go)

    async def counts(self) -> Counts:
        """Return how much is kept."""
        numbers = select(
            select(func.count()).select_from(checks).scalar_subquery(),
            select(func.count()).select_from(findings).scalar_subquery(),
            select(func.count()).select_from(authors).scalar_subquery(),
            select(func.min(checks.c.hour)).scalar_subquery(),
        )
        return await self.read(lambda connection: Counts(*connection.execute(numbers).one()))


def _findings(rows: Iterable[Row[Any]], check_id: str) -> tuple[FindingRecord, ...]:
    return tuple(
        FindingRecord(row.rule, row.revision, row.topic, row.severity, row.source, row.action)
        for row in rows
        if row.check_id == check_id
    )


def _now() -> datetime:
    return datetime.now(UTC)
