"""Every released schema can be brought to the newest one, with what was in it.

`schemas/` holds one SQL script per released schema, as SQLite dumped it, with a row in each
table. A release that changes the schema adds a script; the old ones are never touched.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, create_engine, func, insert, select

from storage.migrate import VERSION_TABLE, known_revisions, migrate
from storage.schema import metadata
from storage.store import Store
from storage.urls import parse_url
from tests.postgres import fresh_database

SCHEMAS = Path(__file__).with_name("schemas")
ROOT = Path(__file__).resolve().parents[2]


def schema(file: Path) -> list[tuple[str, str]]:
    """Tables and indexes as SQLite has them, without regard to white space."""
    with sqlite3.connect(file) as connection:
        found = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
    connection.close()
    return [(name, " ".join(sql.split())) for name, sql in found]


def test_every_schema_but_none_else_has_its_snapshot() -> None:
    assert sorted(file.stem for file in SCHEMAS.glob("*.sql")) == known_revisions()


@pytest.mark.parametrize("revision", known_revisions())
async def test_a_released_schema_is_upgraded_and_keeps_its_rows(
    revision: str, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    with sqlite3.connect(old) as connection:
        connection.executescript((SCHEMAS / f"{revision}.sql").read_text("utf-8"))
    connection.close()

    store = await Store.open(f"sqlite:///{old}")
    counts, author = await store.counts(), await store.author("a1")
    [kept] = await store.recent("a1", 2)
    await store.close()

    await (await Store.open(f"sqlite:///{new}")).close()
    assert (counts.checks, counts.findings, counts.authors) == (1, 1, 1)
    assert author is not None
    assert author.ai_review is False
    assert kept.edited is (revision >= "0017")  # of older ones it is not known
    assert schema(old) == schema(new)


@pytest.mark.parametrize("revision", known_revisions())
async def test_a_released_schema_is_upgraded_on_postgresql_too_and_keeps_its_rows(
    revision: str, tmp_path: Path
) -> None:
    url, snapshot = fresh_database(), tmp_path / "old.db"
    with sqlite3.connect(snapshot) as connection:
        connection.executescript((SCHEMAS / f"{revision}.sql").read_text("utf-8"))
    connection.close()
    held = await asyncio.to_thread(filled, revision, url, f"sqlite:///{snapshot}")

    store = await Store.open(url)
    counts, author = await store.counts(), await store.author("a1")
    kept = await store.read(rows)
    await store.close()

    assert {name: kept[name] for name in held} == held
    assert sum(held.values()) >= len(held) > 3
    assert (counts.checks, counts.findings, counts.authors) == (1, 1, 1)
    assert author is not None
    assert author.ai_review is False


def filled(revision: str, url: str, snapshot: str) -> dict[str, int]:
    """Make an old schema on PostgreSQL by its own migrations, with a snapshot's rows; count them.

    Released migrations are never touched, so what they make is what was released.
    """
    config = Config()
    config.set_main_option("script_location", str(ROOT / "storage" / "migrations"))
    config.set_main_option("path_separator", "os")
    source, target = create_engine(snapshot), create_engine(parse_url(url).url)
    old, new = MetaData(), MetaData()
    with source.connect() as reads, target.begin() as writes:
        config.attributes["connection"] = writes
        command.upgrade(config, revision)
        old.reflect(reads)
        new.reflect(writes)
        for table in old.sorted_tables:
            if table.name != VERSION_TABLE:
                found = [dict(row) for row in reads.execute(select(table)).mappings()]
                writes.execute(insert(new.tables[table.name]), found)
        counted = rows(writes)
    source.dispose()
    target.dispose()
    return counted


def rows(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    found = MetaData()
    found.reflect(connection)
    return {
        name: connection.scalar(select(func.count()).select_from(table)) or 0
        for name, table in found.tables.items()
    }


def test_the_migrations_lead_to_the_tables_that_the_code_uses(url: str) -> None:
    database = parse_url(url)
    migrate(database)
    engine = create_engine(database.url)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        differences = compare_metadata(context, metadata)

    engine.dispose()
    assert differences == []


def test_no_column_is_meant_for_words_of_a_draft() -> None:
    # Whoever adds a column reads this list, and the promise that goes with it.
    columns = {
        f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.c
    }
    assert columns == {
        *(f"checks.{name}" for name in (
            "check_id", "hour", "author_key", "platform", "purpose", "surface", "verdict",
            "ruleset", "review_status", "prompt_hash", "model", "tokens", "review_ms", "parent",
            "number", "edited",
        )),
        *(f"findings.{name}" for name in (
            "check_id", "position", "rule", "revision", "topic", "severity", "source", "action",
        )),
        *(f"authors.{name}" for name in (
            "author_key", "accepted_at", "ai_review", "messages", "touched_at", "platform",
            "language", "ai_host",
        )),
        *(f"decisions.{name}" for name in (
            "ask_id", "number", "at", "channel", "rule", "topic", "answer", "by_user", "by_key",
            "asked_at",
        )),
        *(f"weeks.{name}" for name in ("week", "begins", "checks", "fixable", "better")),
        *(f"figures.{name}" for name in (
            "week", "kind", "name", "since", "hits", "fixed", "kept", "not_relevant", "wrong",
        )),
        *(f"digests.{name}" for name in ("week", "channel", "status", "at", "place", "drill")),
        *(f"drills.{name}" for name in ("week", "rule", "topic", "at", "right", "wrong")),
        *(f"changes.{name}" for name in ("path", "rule", "kind", "at")),
        *(f"nominations.{name}" for name in (
            "nomination_id", "at", "nominee_key", "sealed", "accepted_at",
        )),
        *(f"steps.{name}" for name in ("author_key", "kind", "name", "step", "day", "times")),
        *(f"sightings.{name}" for name in ("thing_key", "author_key", "kind", "hour")),
        *(f"told.{name}" for name in ("name", "state", "at")),
        *(f"watched.{name}" for name in ("check_id", "rule")),

        *(f"attempts.{name}" for name in ("workflow_id", "step", "deaths", "reference", "at")),
        *(f"clicks.{name}" for name in ("campaign", "day", "clicks")),
        # Drafts, sealed, that their authors lent by a tick of their own.
        *(f"lent.{name}" for name in ("check_id", "author_key", "until", "sealed")),
        "spending.day",
        "spending.tokens",
        "sealed.name",
        "sealed.secret",
    }  # fmt: skip


def test_migrations_run_from_any_folder(tmp_path: Path) -> None:
    script = "import sys; from storage.migrate import migrate; from storage.urls import parse_url; "
    script += "migrate(parse_url(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, "sqlite:///checkpost.db"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [name for name, _ in schema(tmp_path / "checkpost.db")] != []
