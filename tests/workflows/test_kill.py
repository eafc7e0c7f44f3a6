"""A process is killed in the middle, and the next one finishes what it had promised."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.workflows.processes import KEY, Process, wait_for

COUNT = 12


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/checkpost.db"


def rows(url: str) -> list[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT check_id FROM checks ORDER BY check_id"))
        ids = [str(row[0]) for row in found]
    engine.dispose()
    return ids


def expected() -> list[str]:
    return sorted(f"check-{number} fix ok V1" for number in range(COUNT))


@pytest.mark.e2e
@pytest.mark.parametrize("moment", ["after the acks", "after a delivery"])
def test_a_killed_process_leaves_nothing_undone_and_nothing_done_twice(
    moment: str, url: str, tmp_path: Path
) -> None:
    late = moment == "after a delivery"
    review, deliver = (0.0, 60.0) if late else (60.0, 0.0)
    with Process(
        url, tmp_path, range(COUNT), review_seconds=review, deliver_seconds=deliver
    ) as first:
        assert first.until_ready() == [f"acked {number}" for number in range(COUNT)]
        if late:
            wait_for(tmp_path / "deliveries", COUNT // 2)
        first.kill()

    with Process(url, tmp_path) as second:
        second.until_ready()
        wait_for(tmp_path / "deliveries", COUNT)
        second.stop()

    assert sorted((tmp_path / "deliveries").read_text("utf-8").splitlines()) == expected()
    assert rows(url) == sorted(f"check-{number}" for number in range(COUNT))


@pytest.mark.e2e
def test_a_stopped_process_hands_over_what_it_cannot_finish(url: str, tmp_path: Path) -> None:
    with Process(url, tmp_path, range(2), review_seconds=60.0) as first:
        first.until_ready()
        wait_for(tmp_path / "reviews", 2)
        assert "Traceback" not in first.stop()

    with Process(url, tmp_path) as second:
        second.until_ready()
        assert len(wait_for(tmp_path / "deliveries", 2)) == 2
        second.stop()


@pytest.mark.e2e
def test_a_redelivery_to_the_next_process_is_checked_once(url: str, tmp_path: Path) -> None:
    with Process(url, tmp_path, range(3)) as first:
        first.until_ready()
        wait_for(tmp_path / "deliveries", 3)
        first.kill()

    with Process(url, tmp_path, range(4)) as second:
        assert second.until_ready() == ["known 0", "known 1", "known 2", "acked 3"]
        assert len(wait_for(tmp_path / "deliveries", 4)) == 4
        second.stop()


@pytest.mark.e2e
def test_a_second_process_on_the_same_file_is_refused_and_told_by_whom(
    url: str, tmp_path: Path
) -> None:
    with Process(url, tmp_path) as first:
        first.until_ready()
        with Process(url, tmp_path) as second:
            _, errors = second.child.communicate(timeout=30)

        assert second.child.returncode != 0
        assert f"already running here as process {first.child.pid}" in errors
        first.stop()


@pytest.mark.e2e
def test_a_killed_process_leaves_nothing_that_can_be_read_without_its_key(
    url: str, tmp_path: Path
) -> None:
    with Process(url, tmp_path, range(COUNT), review_seconds=60.0) as first:
        first.until_ready()
        wait_for(tmp_path / "reviews", COUNT)
        first.kill()
        _, said = first.child.communicate()

    written = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert "checkpost.dbos.sqlite-wal" in written
    for private in ("Tidewatch", "it is the best", "U0MIRA", "T0BRIGHT", KEY):
        assert private not in said
        assert [name for name, data in written.items() if private.encode() in data] == []

    # Another key is refused before it can spoil what is in flight.
    with Process(url, tmp_path, key=KEY[::-1]) as stranger:
        _, errors = stranger.child.communicate(timeout=30)
    assert "made with another secret key" in errors

    with Process(url, tmp_path, key=f"{KEY[::-1]},{KEY}") as rotated:
        rotated.until_ready()
        assert len(wait_for(tmp_path / "deliveries", COUNT)) == COUNT
        rotated.stop()
