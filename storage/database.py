"""A database in use: its connections, its transactions, and what its two kinds say differently."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Insert, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.problems import explained
from storage.urls import DatabaseUrl


class Database:
    """Connections to SQLite or PostgreSQL. Whatever they raise becomes a `StoreProblem`."""

    def __init__(self, engine: AsyncEngine, url: DatabaseUrl) -> None:
        """Use `Store.open`, which also brings the schema up to date."""
        self._engine = engine
        self._url = url
        # SQLite has one writer: waiting here is fair, waiting in its busy handler is not.
        self._writing = asyncio.Lock() if url.path is not None else None

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection that only reads."""
        with explained(self._url):
            async with self._engine.connect() as connection:
                await connection.execution_options(sqlite_begin="BEGIN")
                yield connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection whose changes are kept together, or not at all."""
        with explained(self._url):
            if self._writing is None:
                async with self._engine.begin() as connection:
                    yield connection
            else:
                async with self._writing, self._engine.begin() as connection:
                    yield connection

    async def empty_log(self) -> None:
        """Leave nothing deleted in SQLite's write-ahead log, where it stands until reused."""
        if self._url.path is None:
            return
        with explained(self._url):
            async with self._engine.connect() as connection:
                await connection.execution_options(sqlite_begin="")
                await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

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
