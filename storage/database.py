"""A database in use: its connections, its transactions, and what its two kinds say differently."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, Insert, Row, Select, Table, UpdateBase, text
from sqlalchemy.dialects import postgresql, sqlite

from storage.engines import pooled_engine
from storage.problem import StoreProblem
from storage.problems import explained
from storage.threads import GivenUp, Threads
from storage.urls import DatabaseUrl

T = TypeVar("T")
Anything: TypeAlias = tuple[Any, ...]
_READERS = 4  # on SQLite, beside its one writer
_CONNECTIONS = 10  # to PostgreSQL
_CLOSE_S = 3.0


class Database:
    """Connections to SQLite or PostgreSQL. Whatever they raise becomes a `StoreProblem`.

    A unit of work is a plain function of a connection, which a thread of ours runs as a whole: a
    hop for every statement costs five times what reading a row does.
    """

    def __init__(self, url: DatabaseUrl) -> None:
        """Name the database; use `Store.open`, which also brings the schema up to date."""
        self._url = url
        if url.path is None:
            self._readers = self._writers = Threads("store", _CONNECTIONS)
            self._engine = pooled_engine(url, _CONNECTIONS)
        else:
            # SQLite has one writer: waiting here is fair, waiting in its busy handler is not.
            self._readers, self._writers = (
                Threads("store-read", _READERS),
                Threads("store-write", 1),
            )
            self._engine = pooled_engine(url, _READERS + 1)
        self._closed = False
        self._reading = self._engine.execution_options(sqlite_begin="BEGIN")
        self._bare = self._engine.execution_options(sqlite_begin="")

    async def close(self) -> None:
        """Finish what was begun, for three seconds at most, and close every connection."""
        self._closed = True
        self._readers.dismiss()
        self._writers.dismiss()
        last = Threads("store-close", 1)
        with suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_S):
                await last.do(self._end)
        last.dismiss()

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Return what `work` reads; on SQLite all of it as it was at one moment."""
        return await self._do(self._readers, self._reading, work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Return what `work` does, whose changes are kept together, or not at all.

        They are not kept either where the caller has been cancelled meanwhile.
        """
        return await self._do(self._writers, self._engine, work)

    async def records(self, kind: Callable[..., T], query: Select[*Anything]) -> tuple[T, ...]:
        """Read a query's rows, each made into a record of that kind."""

        def read(connection: Connection) -> tuple[T, ...]:
            return tuple(kind(**row._asdict()) for row in connection.execute(query))

        return await self.read(read)

    async def rows(self, query: Select[*Anything]) -> Sequence[Row[*Anything]]:
        """Read a query's rows."""
        return await self.read(lambda connection: connection.execute(query).all())

    async def value(self, query: Select[T]) -> T | None:
        """Read a query of one column and at most one row; None where there is no row."""
        return await self.read(lambda connection: connection.scalar(query))

    async def change(self, *statements: UpdateBase) -> int:
        """Change rows by statements that are kept together; return how many rows it were."""
        return await self.write(lambda connection: changed(connection, *statements))

    async def empty_log(self) -> None:
        """Leave nothing deleted in SQLite's write-ahead log, where it stands until reused."""
        if self._url.path is not None:
            emptied = text("PRAGMA wal_checkpoint(TRUNCATE)")
            await self._do(self._writers, self._bare, lambda bare: bare.execute(emptied).all())

    def insert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """Begin an insert that knows `on_conflict_…`."""
        return sqlite.insert(table) if self._url.path is not None else postgresql.insert(table)

    def upsert(self, table: Table, values: dict[str, Any], changes: dict[str, Any]) -> Insert:
        """Insert a row, or make `changes` to the one with its primary key."""
        return (
            self.insert(table)
            .values(**values)
            .on_conflict_do_update(index_elements=list(table.primary_key), set_=changes)
        )

    async def _do(self, threads: Threads, engine: Engine, work: Callable[[Connection], T]) -> T:
        if self._closed:
            raise StoreProblem(f"The database {self._url.name} was closed: Checkpost is stopping.")

        def unit(given_up: GivenUp) -> T:
            with explained(self._url), engine.begin() as connection:
                done = work(connection)
                if given_up():
                    connection.rollback()
                return done

        return await threads.do(unit)

    def _end(self, _given_up: GivenUp) -> None:
        self._readers.join()
        self._writers.join()
        self._engine.dispose()


def changed(connection: Connection, *statements: UpdateBase) -> int:
    """Change rows inside a unit of work; return how many there were."""
    return sum(connection.execute(statement).rowcount for statement in statements)
