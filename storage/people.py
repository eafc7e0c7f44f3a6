"""What is kept of one person, over all tables: counted, and deleted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    UpdateBase,
    delete,
    func,
    literal,
    select,
    true,
    tuple_,
    union,
    update,
)

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
    watched,
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

# What is told in the order of its moments; the rest in that of its keys.
_MOMENTS: dict[Table, Column[Any]] = {
    checks: checks.c.hour,
    decisions: decisions.c.at,
    nominations: nominations.c.at,
    steps: steps.c.day,
    sightings: sightings.c.hour,
    lent: lent.c.until,
}

Rows = list[dict[str, object]]
_AT_ONCE = 500

_NOBODY = ""  # whose check it is in the anonymous profile, and whose answer once forgotten


class People(Database):
    """Rows by the person they are about. Every method may raise `StoreProblem`."""

    async def held(self, author_key: str) -> Held:
        """Return how many rows there are of a person, by table, and from when their checks are."""
        theirs = select(checks.c.check_id).where(checks.c.author_key == author_key)
        found = {
            table: select(func.count()).where(table.c.check_id.in_(theirs))
            for table in (findings, watched)
        }
        hours = select(func.min(checks.c.hour), func.max(checks.c.hour))

        def count(connection: Connection) -> Held:
            rows = {
                table.name: connection.scalar(select(func.count()).where(key == author_key)) or 0
                for table, key in KEYED.items()
            }
            for table, number in found.items():
                rows[table.name] = connection.scalar(number) or 0
            span = connection.execute(hours.where(checks.c.author_key == author_key))
            return Held(rows, *span.one())

        return await self.read(count)

    async def rows_of(
        self, author_key: str, at_once: int = _AT_ONCE
    ) -> AsyncIterator[tuple[str, Rows]]:
        """Yield every row of a person as it stands there, by table, so many `at_once`.

        Of a table that holds none comes an empty list.
        """
        theirs = select(checks.c.check_id).where(checks.c.author_key == author_key)
        wanted = {table: key == author_key for table, key in KEYED.items()}
        wanted |= {table: table.c.check_id.in_(theirs) for table in (findings, watched)}
        for table, where in wanted.items():
            after: Mapping[str, object] | None = None
            while True:
                found = await self._next(table, where, after, at_once)
                yield table.name, found
                if len(found) < at_once:
                    break
                after = found[-1]

    async def _next(
        self,
        table: Table,
        where: ColumnElement[bool],
        after: Mapping[str, object] | None,
        most: int,
    ) -> Rows:
        """Return the next rows by moment and key, which no row that comes or goes can shift."""
        moment = [_MOMENTS[table]] if table in _MOMENTS else []
        order = [*moment, *(each for each in table.primary_key if each not in moment)]
        query = select(table).where(where).order_by(*order).limit(most)
        if after is not None:
            last = tuple_(*(literal(after[each.name], each.type) for each in order))
            query = query.where(tuple_(*order) > last)
        return [dict(row._mapping) for row in await self.rows(query)]  # noqa: SLF001 -- its public name

    async def known(self, author_keys: Collection[str]) -> set[str]:
        """Return of whom there is any row."""
        some = [select(key).where(key.in_(author_keys)) for key in KEYED.values()]
        return {str(key) for (key,) in await self.rows(select(union(*some).subquery()))}

    async def forget(self, author_key: str) -> int:
        """Leave no row that tells of a person, and return how many did.

        What they answered for the company stays without them: authors may have gone by it.
        """
        theirs = select(checks.c.check_id).where(checks.c.author_key == author_key)
        unnamed = update(decisions).where(decisions.c.by_key == author_key)
        return await self._let_go(
            {table: key == author_key for table, key in KEYED.items() if table is not decisions},
            findings.c.check_id.in_(theirs),
            unnamed.values(by_user=_NOBODY, by_key=_NOBODY),
        )

    async def about_anybody(self) -> dict[str, int]:
        """Return how many rows there are about people, by table, where there are any."""

        def count(connection: Connection) -> dict[str, int]:
            return {
                table.name: number
                for table, key in KEYED.items()
                if (number := connection.scalar(select(func.count()).where(key != _NOBODY)) or 0)
            }

        return await self.read(count)

    async def forget_people(self) -> int:
        """Delete every row about anybody, and return how many; those about nobody stay."""
        theirs = select(checks.c.check_id).where(checks.c.author_key != _NOBODY)
        return await self._let_go(
            {table: key != _NOBODY for table, key in KEYED.items()},
            findings.c.check_id.in_(theirs),
        )

    async def forget_everybody(self) -> int:
        """Delete every row about anybody, and return how many there were."""
        return await self._let_go(dict.fromkeys(KEYED, true()), true())

    async def _let_go(
        self, rows: dict[Table, ColumnElement[bool]], found: ColumnElement[bool], *also: UpdateBase
    ) -> int:
        others = (delete(table).where(where) for table, where in rows.items())
        gone = await self.change(delete(findings).where(found), *others, *also)
        await self.empty_log()
        return gone
