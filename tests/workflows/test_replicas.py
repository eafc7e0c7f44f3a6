"""Several replicas on one PostgreSQL: each check runs once, and a dead one's work goes on."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests.postgres import fresh_database
from tests.workflows.processes import Process, wait_for

pytestmark = pytest.mark.e2e


@pytest.fixture
def shared() -> str:
    return fresh_database()


def delivered(folder: Path) -> list[str]:
    lines = (folder / "deliveries").read_text("utf-8").splitlines()
    return sorted(line.split()[0] for line in lines)


def test_a_dead_replicas_checks_are_finished_by_one_that_lives(shared: str, tmp_path: Path) -> None:
    with (
        Process(shared, tmp_path, range(6), review_seconds=60.0) as doomed,
        Process(shared, tmp_path) as living,
        Process(shared, tmp_path) as another,
    ):
        doomed.until_ready()
        living.until_ready()
        another.until_ready()
        wait_for(tmp_path / "reviews", 6)
        doomed.kill()

        wait_for(tmp_path / "deliveries", 6)
        living.stop()
        another.stop()

    assert delivered(tmp_path) == [f"check-{number}" for number in range(6)]
    # Each was asked of the model once by the dead replica, and once by the one that took over.
    assert len((tmp_path / "reviews").read_text("utf-8").splitlines()) == 12


def test_replicas_that_are_given_the_same_deliveries_check_each_once(
    shared: str, tmp_path: Path
) -> None:
    with (
        Process(shared, tmp_path, range(8), review_seconds=1.5) as first,
        Process(shared, tmp_path, range(8), review_seconds=1.5) as second,
    ):
        said = [*first.until_ready(), *second.until_ready()]
        wait_for(tmp_path / "deliveries", 8)
        first.stop()
        second.stop()

    assert sorted(said) == sorted(f"{word} {n}" for word in ("acked", "known") for n in range(8))
    assert delivered(tmp_path) == [f"check-{number}" for number in range(8)]
    assert len((tmp_path / "reviews").read_text("utf-8").splitlines()) == 8


def test_a_replica_that_starts_again_goes_on_where_it_was_killed(
    shared: str, tmp_path: Path
) -> None:
    with Process(shared, tmp_path, range(4), deliver_seconds=60.0) as first:
        first.until_ready()
        wait_for(tmp_path / "deliveries", 4)
        first.kill()

    with Process(shared, tmp_path, range(4, 5)) as second:
        second.until_ready()
        wait_for(tmp_path / "deliveries", 5)
        second.stop()

    assert delivered(tmp_path) == [f"check-{number}" for number in range(5)]


def test_a_replica_that_lost_its_connection_is_not_taken_for_dead(
    shared: str, tmp_path: Path
) -> None:
    with (
        Process(shared, tmp_path, range(3), review_seconds=5.0) as first,
        Process(shared, tmp_path) as second,
    ):
        first.until_ready()
        second.until_ready()
        wait_for(tmp_path / "reviews", 3)
        with psycopg.connect(shared, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            )
        wait_for(tmp_path / "deliveries", 3)
        first.stop()
        second.stop()

    assert delivered(tmp_path) == [f"check-{number}" for number in range(3)]
    assert len((tmp_path / "reviews").read_text("utf-8").splitlines()) == 3


def test_nothing_private_is_found_in_the_database(shared: str, tmp_path: Path) -> None:
    with Process(shared, tmp_path, range(3), review_seconds=60.0) as first:
        first.until_ready()
        wait_for(tmp_path / "reviews", 3)
        first.kill()

    found = ""
    with psycopg.connect(shared) as connection:
        tables = connection.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for (table,) in tables:
            query = f"SELECT t::text FROM {table} t"  # noqa: S608 -- quoted by PostgreSQL itself
            found += str(connection.execute(query.encode()).fetchall())

    assert "check-" in found
    for private in ("Tidewatch", "it is the best", "U0MIRA", "T0BRIGHT"):
        assert private not in found
