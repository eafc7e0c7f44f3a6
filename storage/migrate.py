"""Brings a database to this version's schema, or says why that cannot be done."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage.engines import single_engine
from storage.problem import StoreProblem
from storage.problems import explained
from storage.schema import metadata
from storage.urls import DatabaseUrl

# Our own name, so that a PostgreSQL database shared with another Alembic user stays whole.
VERSION_TABLE = "checkpost_schema"
# Any number will do for PostgreSQL's advisory lock, as long as every version uses the same.
_LOCK = 0x0C4EC_0057
_MAGIC = b"SQLite format 3\x00"
_AGAIN_S = 0.01


def migrate(url: DatabaseUrl) -> None:
    """Make or upgrade the schema, one process at a time.

    Raises `StoreProblem` for anything that keeps the database from being used. A file that is
    damaged, or is no database, is left untouched.
    """
    prepare_file(url)
    with explained(url):
        engine = single_engine(url)
        try:
            with engine.begin() as connection:
                _upgrade(url, connection)
        finally:
            engine.dispose()


def prepare_file(url: DatabaseUrl) -> None:
    """Make a SQLite file if it is missing, and see that it is whole and can be written.

    Does nothing for PostgreSQL. Raises `StoreProblem`; what is there is never overwritten.
    """
    if url.path is not None:
        with explained(url):
            _look_at_file(url.path)
            _settle_sqlite(url.path, url.busy_ms)


def known_revisions() -> list[str]:
    """Every schema this version can upgrade from, oldest first, its own last."""
    scripts = ScriptDirectory.from_config(_config())
    return [script.revision for script in scripts.walk_revisions()][::-1]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(url: DatabaseUrl, connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = '60s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    current = context.get_current_revision()
    known = known_revisions()
    if current == known[-1]:
        return
    if current is None:
        _refuse_foreign_tables(url, connection)
    elif current not in known:
        raise StoreProblem(
            f"The database {url.name} was made by a newer Checkpost (schema {current}; this one "
            f"knows up to {known[-1]}). Install that version again, or restore a backup."
        )
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _refuse_foreign_tables(url: DatabaseUrl, connection: Connection) -> None:
    ours = set(metadata.tables)
    taken = sorted(ours.intersection(inspect(connection).get_table_names()))
    if taken:
        raise StoreProblem(
            f"The database {url.name} belongs to another program: it already has a table "
            f"'{taken[0]}'. Give Checkpost a database of its own."
        )


def _look_at_file(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise StoreProblem(
            f"The folder {folder} for the database {path.name} does not exist. Make it with "
            f"mkdir -p {folder}, or name another file in CHECKPOST_DATABASE_URL."
        )
    if path.is_dir():
        raise StoreProblem(
            f"{path} is a folder, and a database is a file. Name a file in it, such as "
            f"sqlite:///{path}/checkpost.db."
        )
    # SQLite keeps its write-ahead log next to the file, so the folder has to be writable too.
    if not _may(folder, os.W_OK | os.X_OK):
        raise StoreProblem(
            f"The folder {folder} cannot be written, so the database {path.name} cannot be kept "
            "there. Give this user write permission on it."
        )
    if path.exists():
        _look_at_content(path)


def _look_at_content(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreProblem(
            f"The database {path} cannot be read ({error.strerror}). Give this user permission "
            "to read and write it."
        ) from None
    if not _may(path, os.W_OK):
        raise StoreProblem(
            f"The database {path} is read-only. Give this user write permission on the file."
        )
    if start and start != _MAGIC:
        raise StoreProblem(
            f"{path} is not a SQLite database. It was left as it is: name another file in "
            "CHECKPOST_DATABASE_URL, or move this one away."
        )


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _settle_sqlite(path: Path, busy_ms: int) -> None:
    # People's choices are nobody else's to read; the log files inherit this mode.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    # Outside any transaction: SQLite refuses to change its journal inside one.
    connection = sqlite3.connect(path, timeout=busy_ms / 1000, isolation_level=None)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != ("ok",):
            raise sqlite3.DatabaseError("database disk image is malformed")
        _write_ahead(connection, time.monotonic() + busy_ms / 1000)
    finally:
        connection.close()


def _write_ahead(connection: sqlite3.Connection, until: float) -> None:
    # Of several that change the journal at once SQLite refuses some without waiting at all.
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_AGAIN_S)
        else:
            return
