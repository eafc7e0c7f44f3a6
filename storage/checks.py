"""Checks and their findings: added and read back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select
from sqlalchemy.sql.dml import ReturningInsert

from storage.database import Database
from storage.records import CheckRecord, FindingRecord
from storage.tables import checks, findings

# Built once: every check runs it, and to build it anew takes half as long as running it.
_FOUND = insert(findings)
_TOLD = tuple(column for column in checks.c if column is not checks.c.number)


class Checks(Database):
    """Rows of checks. Every method may raise `StoreProblem`."""

    @cached_property
    def _added(self) -> ReturningInsert[Any]:
        of = bindparam("of", type_=checks.c.author_key.type)
        hour = bindparam("within", type_=checks.c.hour.type)
        # Where no check has an author, no order of everybody's is kept either.
        before = select(func.max(checks.c.number)).where(
            of != "", checks.c.author_key == of, checks.c.hour == hour
        )
        numbered = self.insert(checks).values(number=func.coalesce(before.scalar_subquery(), 0) + 1)
        return numbered.on_conflict_do_nothing().returning(checks.c.check_id)

    async def add_check(self, check: CheckRecord) -> None:
        """Store a check and its findings; storing the same id again changes nothing."""
        row = asdict(check)
        found = [
            {"check_id": check.check_id, "position": position, **finding}
            for position, finding in enumerate(row.pop("findings"))
        ]
        row |= {"of": check.author_key, "within": check.hour}

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
        latest = select(*_TOLD).where(checks.c.author_key == author_key)
        latest = latest.order_by(
            checks.c.hour.desc(), checks.c.number.desc(), checks.c.check_id
        ).limit(most)

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


def _findings(rows: Iterable[Row[Any]], check_id: str) -> tuple[FindingRecord, ...]:
    return tuple(
        FindingRecord(row.rule, row.revision, row.topic, row.severity, row.source, row.action)
        for row in rows
        if row.check_id == check_id
    )
