"""Engines, as far as it shows without a database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError

from bot.workflows.systemdb import make_database
from storage.engines import pooled_engine, single_engine
from storage.urls import DatabaseUrl, parse_url

Make = Callable[[DatabaseUrl], Engine | None]


def pooled(url: DatabaseUrl) -> Engine:
    return pooled_engine(url, 1)


@pytest.mark.parametrize("make", [single_engine, pooled, make_database])
def test_what_is_deleted_is_overwritten_whatever_this_sqlite_would_do(
    tmp_path: Path, make: Make
) -> None:
    def as_most_are_built(connection: DBAPIConnection, _entry: object) -> None:
        connection.cursor().execute("PRAGMA secure_delete = OFF")

    engine = make(parse_url(f"sqlite:///{tmp_path}/checkpost.db"))
    assert engine is not None
    event.listen(engine, "connect", as_most_are_built, insert=True)

    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    engine.dispose()


def test_a_machine_that_is_gone_is_noticed_as_soon_as_the_url_wishes() -> None:
    url = parse_url("postgresql://mira@db.example/posts?connect_timeout=3&sslmode=require")

    engine = pooled_engine(url, 1)

    assert engine.url.query["connect_timeout"] == "3"
    assert engine.url.query["tcp_user_timeout"] == "20000"
    assert engine.url.query["sslmode"] == "require"


@pytest.mark.parametrize("make", [single_engine, pooled, make_database])
def test_no_error_quotes_what_was_to_be_written(tmp_path: Path, make: Make) -> None:
    engine = make(parse_url(f"sqlite:///{tmp_path}/checkpost.db"))
    assert engine is not None

    with engine.connect() as connection, pytest.raises(OperationalError) as caught:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("Halden merges",))

    assert "Halden" not in str(caught.value)
    engine.dispose()
