"""Engines: how connections to SQLite and PostgreSQL are opened and begin their transactions."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.urls import DatabaseUrl

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    # What is deleted is overwritten, so that "forget" leaves no old pages behind.
    "PRAGMA secure_delete = ON",
    # Consent and deletion are promises, and must outlive a power cut as well as a crash.
    "PRAGMA synchronous = FULL",
)
# A thread that waits for a machine which is gone is given up by nobody else (libpq's parameters;
# seconds, and milliseconds for the last).
_NOTICED = {
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
}


def single_engine(url: DatabaseUrl) -> Engine:
    """Make an engine whose connections are closed after each use, as migrations want them."""
    engine = create_engine(url.url, poolclass=NullPool, hide_parameters=True)
    if url.path is not None:
        _tame_sqlite(engine, url.busy_ms)
    return engine


def pooled_engine(url: DatabaseUrl, connections: int) -> Engine:
    """Make an engine that keeps so many connections open, and no more.

    On SQLite the execution option `sqlite_begin` says how a transaction starts: `BEGIN IMMEDIATE`
    unless told otherwise, nothing at all for an empty string.
    """
    if url.path is None:
        patient = url.url.update_query_dict({**_NOTICED, **url.url.query})
        return create_engine(
            patient,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=connections,
            max_overflow=0,
        )
    engine = create_engine(url.url, hide_parameters=True, pool_size=connections, max_overflow=0)
    _tame_sqlite(engine, url.busy_ms)
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
