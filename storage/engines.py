"""Engines: how connections to SQLite and PostgreSQL are opened and begin their transactions."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.urls import DatabaseUrl

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    # What is deleted is overwritten, so that "forget" leaves no old pages behind.
    "PRAGMA secure_delete = ON",
    # Consent and deletion are promises, and must outlive a power cut as well as a crash.
    "PRAGMA synchronous = FULL",
)


def blocking_engine(url: DatabaseUrl) -> Engine:
    """Make the engine for migrations; on SQLite its transactions take the write lock at once."""
    engine = create_engine(url.for_sync, poolclass=NullPool, hide_parameters=True)
    if url.path is not None:
        _tame_sqlite(engine, url.busy_ms)
    return engine


def async_engine(url: DatabaseUrl) -> AsyncEngine:
    """Make the store's engine.

    On SQLite the execution option `sqlite_begin` says how a transaction starts: `BEGIN IMMEDIATE`
    unless told otherwise, nothing at all for an empty string.
    """
    if url.path is None:
        return create_async_engine(
            url.for_async, hide_parameters=True, pool_pre_ping=True, pool_size=10
        )
    engine = create_async_engine(url.for_async, hide_parameters=True, pool_size=4)
    _tame_sqlite(engine.sync_engine, url.busy_ms)
    return engine


def _tame_sqlite(engine: Engine, busy_ms: int) -> None:
    def connected(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver's own transaction handling leaves DDL and reads outside transactions.
        setattr(connection, "isolation_level", None)  # noqa: B010 -- only SQLite's driver has it
        cursor = connection.cursor()
        for pragma in (f"PRAGMA busy_timeout = {busy_ms}", *_PRAGMAS):
            cursor.execute(pragma)
        cursor.close()

    def began(connection: Connection) -> None:
        # A reader that turns writer halfway is refused at once, so writers say so first.
        begin = connection.get_execution_options().get("sqlite_begin", "BEGIN IMMEDIATE")
        if begin:
            connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", began)
