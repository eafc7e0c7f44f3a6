"""What is kept of one person, over all tables: counted, and deleted."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, delete, func, select, true

from storage.database import Database
from storage.records import Held
from storage.tables import (
    authors,
    checks,
    decisions,
    findings,
    lent,
    nominations,
    sightings,
    steps,
)

# Every table with rows about a person, by the column that holds their keyed hash.
KEYED: dict[Table, ColumnElement[str]] = {
    checks: checks.c.author_key,
    authors: authors.c.author_key,
    decisions: decisions.c.by_key,
    nominations: nominations.c.nominee_key,
    steps: steps.c.author_key,
    sightings: sightings.c.author_key,
    lent: lent.c.author_key,
}


class People(Database):
    """Rows by the person they are about. Every method may raise `StoreProblem`."""

    async def held(self, author_key: str) -> Held:
        """Return how many rows there are of a person, by table, and from when their checks are."""
        theirs = select(checks.c.check_id).where(checks.c.author_key == author_key)
        found = select(func.count()).where(findings.c.check_id.in_(theirs))
        hours = select(func.min(checks.c.hour), func.max(checks.c.hour))
        async with self.reading() as connection:
            rows = {
                table.name: await connection.scalar(select(func.count()).where(key == author_key))
                for table, key in KEYED.items()
            }
            rows[findings.name] = await connection.scalar(found)
            span = await connection.execute(hours.where(checks.c.author_key == author_key))
            oldest, newest = span.one()
        return Held({name: count or 0 for name, count in rows.items()}, oldest, newest)

    async def everything(self, author_key: str) -> dict[str, list[dict[str, object]]]:
        """Return every row of a person, by table, as it stands there."""
        theirs = select(checks.c.check_id).where(checks.c.author_key == author_key)
        wanted = {table: select(table).where(key == author_key) for table, key in KEYED.items()}
        wanted[findings] = select(findings).where(findings.c.check_id.in_(theirs))
        async with self.reading() as connection:
            return {
                table.name: [dict(row) for row in (await connection.execute(rows)).mappings()]
                for table, rows in wanted.items()
            }

    async def forget(self, author_key: str) -> int:
        """Delete every row of a person, and return how many there were."""
        theirs = select(checks.c.check_id).where(checks.c.author_key == author_key)
        return await self._let_go(
            {table: key == author_key for table, key in KEYED.items()},
            findings.c.check_id.in_(theirs),
        )

    async def forget_everybody(self) -> int:
        """Delete every row about anybody, and return how many there were."""
        return await self._let_go(dict.fromkeys(KEYED, true()), true())

    async def _let_go(
        self, rows: dict[Table, ColumnElement[bool]], found: ColumnElement[bool]
    ) -> int:
        async with self.transaction() as connection:
            gone = (await connection.execute(delete(findings).where(found))).rowcount
            for table, where in rows.items():
                gone += (await connection.execute(delete(table).where(where))).rowcount
        await self.empty_log()
        return gone
