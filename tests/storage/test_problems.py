"""Databases that cannot be used: each is named, with its remedy, and left as it was."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from storage.migrate import VERSION_TABLE, migrate
from storage.problem import StoreProblem
from storage.store import Store
from storage.urls import parse_url
from tests.postgres import fresh_database

NEWER = f"UPDATE {VERSION_TABLE} SET version_num = '9001'"  # noqa: S608 -- two constants
PASSWORD = "hunter2-swordfish"  # noqa: S105 -- it opens nothing
_NOBODY = 65534


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Containers test as root, whom no permission stops; be nobody for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def problem(url: str) -> str:
    with pytest.raises(StoreProblem) as caught:
        migrate(replace(parse_url(url), busy_ms=50))
    return str(caught.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    # Reachable for an ordinary user as well, from pytest's own folder down.
    for folder in (tmp_path, *tmp_path.parents):
        if "pytest" not in str(folder):
            break
        folder.chmod(0o755)
    return tmp_path / "checkpost.db"


@pytest.fixture
def made(file: Path) -> Path:
    migrate(parse_url(f"sqlite:///{file}"))
    return file


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    said = problem(f"sqlite:///{tmp_path}/posts/checkpost.db")

    assert f"The folder {tmp_path}/posts" in said
    assert f"mkdir -p {tmp_path}/posts" in said


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "is a folder" in problem(f"sqlite:///{tmp_path}")


def test_another_kind_of_file_is_left_as_it_is(file: Path) -> None:
    file.write_text("Minutes of the meeting on Monday")

    assert f"{file} is not a SQLite database" in problem(f"sqlite:///{file}")
    assert file.read_text() == "Minutes of the meeting on Monday"


@pytest.mark.parametrize("place", [0, 1])
def test_a_damaged_database_is_reported_and_left_as_it_is(made: Path, place: int) -> None:
    content = bytearray(made.read_bytes())
    page = len(content) // 2 if place else 4096
    content[page : page + 3000] = b"\xa5" * 3000
    made.write_bytes(content)

    said = problem(f"sqlite:///{made}")

    assert f"{made} is damaged" in said
    assert "backup" in said
    assert made.read_bytes() == bytes(content)


def test_a_cut_off_database_is_reported(made: Path) -> None:
    content = made.read_bytes()[:5000]
    made.write_bytes(content)

    assert "is damaged" in problem(f"sqlite:///{made}")
    assert made.read_bytes() == content


def test_an_unreadable_database_is_reported(made: Path) -> None:
    made.chmod(0o000)
    made.parent.chmod(0o777)

    with ordinary_user():
        said = problem(f"sqlite:///{made}")

    assert f"The database {made} cannot be read (Permission denied)" in said


def test_a_read_only_database_is_reported(made: Path) -> None:
    made.chmod(0o444)
    made.parent.chmod(0o777)

    with ordinary_user():
        assert f"The database {made} is read-only" in problem(f"sqlite:///{made}")


def test_a_read_only_folder_is_reported(file: Path) -> None:
    file.parent.chmod(0o555)

    with ordinary_user():
        said = problem(f"sqlite:///{file}")

    file.parent.chmod(0o755)
    assert f"The folder {file.parent} cannot be written" in said


def test_a_folder_that_may_not_be_entered_is_reported(file: Path) -> None:
    file.parent.chmod(0o700)

    with ordinary_user():
        said = problem(f"sqlite:///{file.parent}/posts/checkpost.db")

    assert "posts/checkpost.db cannot be reached: Permission denied" in said


def test_a_locked_database_is_reported(made: Path) -> None:
    other = sqlite3.connect(made, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    said = problem(f"sqlite:///{made}")

    other.close()
    assert f"The database {made} is locked by another program" in said


def test_a_database_of_a_newer_version_is_refused(made: Path) -> None:
    with sqlite3.connect(made) as connection:
        connection.execute(NEWER)
    connection.close()

    said = problem(f"sqlite:///{made}")

    assert "made by a newer Checkpost (schema 9001" in said


def test_a_database_of_another_program_is_refused(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE findings (id INTEGER)")
    connection.close()

    said = problem(f"sqlite:///{file}")

    assert "belongs to another program: it already has a table 'findings'" in said


async def test_a_database_that_breaks_while_it_is_used_is_reported(made: Path) -> None:
    store = await Store.open(f"sqlite:///{made}")
    with sqlite3.connect(made) as connection:
        connection.execute("DROP TABLE authors")
    connection.close()

    with pytest.raises(StoreProblem, match="cannot be used"):
        await store.author("a1")
    await store.close()


def test_only_the_owner_may_read_the_files(made: Path) -> None:
    assert made.stat().st_mode & 0o077 == 0


def test_a_postgresql_that_is_not_there_is_named_without_its_password() -> None:
    said = problem(f"postgresql://mira:{PASSWORD}@127.0.0.1:9/posts")

    assert "PostgreSQL database posts at 127.0.0.1:9 does not answer" in said
    assert PASSWORD not in said


def test_a_missing_postgresql_database_is_named() -> None:
    url = fresh_database().replace("/checkpost_", "/elsewhere_")

    said = problem(url)

    assert "does not exist. Make it with: createdb elsewhere_" in said


def test_a_postgresql_user_without_rights_is_told_which() -> None:
    url = fresh_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")

    said = problem(url.replace("postgres@", "guest@"))

    assert "Grant CREATE and USAGE on its public schema" in said


def test_a_newer_schema_on_postgresql_is_refused() -> None:
    url = fresh_database()
    migrate(parse_url(url))
    engine = create_engine(parse_url(url).url)
    with engine.begin() as connection:
        connection.execute(text(NEWER))
    engine.dispose()

    assert "made by a newer Checkpost" in problem(url)
