"""Where the durable engine keeps what is in flight, and how it is told to."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from dbos import DBOSConfig, Serializer
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from storage.migrate import prepare_file
from storage.urls import DatabaseUrl

# Threads that wait for the database; the event loop's own to_thread and DNS share them.
THREADS = 16
NAME = "checkpost"
SCHEMA = "dbos"
# Work is only recovered by the version that began it, so this is pinned for as long as the
# workflows can still read what older ones wrote.
VERSION = "1"
# How often SQLite is asked for messages, while a workflow waits for one.
_LISTEN_SECONDS = 0.1
# Two connections: more only make SQLite's writers wait for each other in its busy handler.
_CONNECTIONS = 2
_PRAGMAS = (
    "PRAGMA busy_timeout = 30000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    # An acked check is a promise, and Slack never delivers again what was acked.
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
)


def sqlite_file(path: Path) -> Path:
    """Return the engine's own file beside ours: checkpost.db has checkpost.dbos.sqlite."""
    return path.with_name(f"{path.stem}.dbos.sqlite")


def lock_file(path: Path) -> Path:
    """Return the lock file beside ours: checkpost.db has checkpost.lock."""
    return path.with_name(f"{path.stem}.lock")


def own_url(url: DatabaseUrl) -> DatabaseUrl:
    """Return where the engine keeps its own: a file beside the store's, or a schema in it."""
    return url if url.path is None else DatabaseUrl.of_file(sqlite_file(url.path))


def executor_id(url: DatabaseUrl) -> str:
    """Return the name that this process does its work under.

    On SQLite the lock makes it the only one, and it takes up what the last one left. On
    PostgreSQL two replicas of one name would both run the same live step.
    """
    if url.path is not None:
        return NAME
    return f"{NAME}-{os.getpid()}-{secrets.token_hex(6)}"


def make_database(url: DatabaseUrl) -> Engine | None:
    """Make the connections to the engine's own SQLite file; None on PostgreSQL.

    Raises `StoreProblem` when that file cannot be used.
    """
    if url.path is None:
        return None
    own = own_url(url)
    prepare_file(own)
    engine = create_engine(
        own.url, hide_parameters=True, pool_size=_CONNECTIONS, max_overflow=0, pool_timeout=60
    )
    event.listen(engine, "connect", _tame)
    return engine


def make_config(
    url: DatabaseUrl, database: Engine | None, serializer: Serializer, own: str
) -> DBOSConfig:
    """Say how the engine runs; `database` and `own` are what the functions here returned."""
    config = DBOSConfig(
        name=NAME,
        application_version=VERSION,
        executor_id=own,
        serializer=serializer,
        log_level="WARNING",
        console_log_level="WARNING",
        enable_otlp=False,
        max_executor_threads=THREADS,
        notification_listener_polling_interval_sec=_LISTEN_SECONDS,
    )
    if database is None:
        config["system_database_url"] = url.url.render_as_string(hide_password=False)
        config["dbos_system_schema"] = SCHEMA
        config["db_engine_kwargs"] = {"hide_parameters": True}
    else:
        config["system_database_url"] = database.url.render_as_string()
        config["system_database_engine"] = database
    return config


def _tame(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
    setattr(connection, "isolation_level", "IMMEDIATE")  # noqa: B010 -- only SQLite has it
