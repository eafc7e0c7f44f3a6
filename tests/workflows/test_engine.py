"""The durable engine: where it runs things, how it stops, and what it leaves behind."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dbos import DBOS

from bot.keys import Keys
from bot.workflows.engine import Engine
from bot.workflows.lock import AlreadyRunning
from bot.workflows.patience import Patience
from bot.workflows.serializer import StepFailed
from bot.workflows.strays import unwritten
from bot.workflows.systemdb import own_url
from storage.problem import StoreProblem
from storage.urls import parse_url
from tests.workflows.bench import KEY, Bench, running, until
from tests.workflows.runner import asked

EVERY_SECOND = "* * * * * *"
KEPT = {"dbos_migrations", "application_versions", "workflow_schedules", "queues"}


def rows(file: Path) -> dict[str, int]:
    """How many rows every table has that is not about the engine itself."""
    with sqlite3.connect(file) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            if name not in KEPT and not name.startswith("sqlite_")
        ]
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 -- names from SQLite itself
            for name in tables
        }
    connection.close()
    return {name: count for name, count in counts.items() if count}


async def only_run(bench: Bench, count: int) -> None:
    """Wait until no more than that many workflows are left."""

    async def few() -> bool:
        return bench.engine.in_flight == count

    await until(few)


async def test_new_and_recovered_checks_both_run_in_the_loop_that_launched(
    sqlite_url: str,
) -> None:
    async with running(sqlite_url, grace=0.0) as first:
        first.reviewer.enqueue(60.0)
        await first.checks.start(asked(1))
        await first.checks.start(asked(2))
        await only_run(first, 1)

    async with running(sqlite_url) as second:
        await second.delivery.wait(1)

    loops = [loop for _, loop in (*first.reviewer.loops, *second.reviewer.loops)]
    assert len(loops) == 3
    assert set(loops) == {asyncio.get_running_loop()}
    delivered = (*first.delivery.delivered, *second.delivery.delivered)
    assert sorted(done.check_id for done, _, _ in delivered) == ["check-1", "check-2"]


async def test_whoever_watches_the_loop_does_so_before_recovered_work_can_run(
    sqlite_url: str,
) -> None:
    keys = Keys([KEY], b"")
    engine = Engine(sqlite_url, keys)
    engine.queue("checks", 1)
    ready: list[set[str]] = []

    async def begun() -> None:
        ready.append({*engine._queues})

    await engine.launch(begun)
    await engine.close()

    assert ready == [set()], "the loop has had no turn since the engine came up"


async def test_what_is_nearly_done_is_finished_before_the_engine_closes(url: str) -> None:
    async with running(url) as bench:
        bench.reviewer.enqueue(0.3)
        await bench.checks.start(asked(1))

    assert len(bench.delivery.delivered) == 1


async def test_closing_does_not_wait_for_a_check_that_sleeps(sqlite_url: str) -> None:
    patience = Patience(pauses=(600.0,))
    async with running(sqlite_url, patience=patience, grace=600.0) as bench:
        bench.delivery.failures.extend(ConnectionError() for _ in range(99))
        await bench.checks.start(asked(1))

        async def failed() -> bool:
            return len(bench.delivery.failures) == 98

        await until(failed)

        async def pauses() -> bool:
            steps = await DBOS.list_workflow_steps_async(bench.checks._id(asked(1)))
            return "DBOS.sleep" in {step["function_name"] for step in steps}

        await until(pauses)

    def still_down(bench: Bench) -> None:
        bench.delivery.failures.append(ConnectionError())

    async with running(sqlite_url, prepare=still_down) as again:
        # The next process tries at once, and then the pause goes on: it is durable.
        await asyncio.sleep(2.0)
        assert not again.delivery.failures
        assert again.engine.in_flight == 1
        assert again.delivery.delivered == []


async def test_a_thousand_restarts_do_not_make_a_check_be_given_up(sqlite_url: str) -> None:
    async with running(sqlite_url, grace=0.1) as bench:
        bench.reviewer.enqueue(asyncio.Event())
        await bench.checks.start(asked(1))
        workflow_id = bench.checks._id(asked(1))
    file = own_url(parse_url(sqlite_url)).path
    assert file is not None
    with closing(sqlite3.connect(file)) as database:
        counted = database.execute(
            "UPDATE workflow_status SET recovery_attempts = 1000 WHERE workflow_uuid = ?",
            (workflow_id,),
        )
        database.commit()
        assert counted.rowcount == 1

    async with running(sqlite_url) as again:
        assert len(await again.delivery.wait()) == 1


async def test_the_loop_has_threads_after_the_engine_has_closed(sqlite_url: str) -> None:
    async with running(sqlite_url):
        pass

    assert await asyncio.to_thread(lambda: "still here") == "still here"


async def test_a_schedule_fires_in_the_same_loop_with_its_moment(url: str) -> None:
    fired: list[tuple[datetime, asyncio.AbstractEventLoop]] = []

    async def tick(at: datetime) -> None:
        fired.append((at, asyncio.get_running_loop()))

    async def has_fired() -> bool:
        return bool(fired)

    def plan(bench: Bench) -> None:
        bench.engine.schedule("tick", EVERY_SECOND, tick)

    async with running(url, prepare=plan):
        await until(has_fired)
    fired.clear()
    # A second start of the same schedule neither raises nor stops it.
    async with running(url, prepare=plan):
        await until(has_fired)

    at, loop = fired[0]
    assert at.tzinfo is not None
    assert abs(at - datetime.now(UTC)) < timedelta(minutes=1)
    assert loop is asyncio.get_running_loop()


async def test_retention_deletes_finished_checks_and_old_rows(
    sqlite_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "checkpost.dbos.sqlite"
    async with running(sqlite_url) as bench:
        await bench.checks.start(asked(1, view_id=None))
        await bench.checks.view_opened(asked(1), "V1")
        await bench.checks.view_opened(asked(1), "V2")
        await bench.delivery.wait()
        await only_run(bench, 0)

        await bench.retention.run()
        assert rows(file)["workflow_status"] == 1
        assert await bench.checks.start(asked(1)) is False

        bench.now += timedelta(minutes=16)
        await bench.retention.run()
        assert rows(file) == {}
        assert (await bench.store.counts()).checks == 1

        await bench.store.begin_attempt("check-1", "1 review", bench.now)
        bench.now += timedelta(days=181)
        await bench.retention.run()
        assert await bench.store.attempt_at("check-1", "1 review") is None
        assert (await bench.store.counts()).checks == 0


async def test_retention_spares_a_check_that_still_runs(sqlite_url: str) -> None:
    async with running(sqlite_url, grace=0.0) as bench:
        bench.reviewer.enqueue(60.0)
        await bench.checks.start(asked(1))
        bench.now += timedelta(days=1)

        await bench.retention.run()

        assert await bench.checks.start(asked(1)) is False


async def test_retention_runs_by_itself_and_lets_go_of_its_own_traces(
    sqlite_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "checkpost.dbos.sqlite"

    def hurry(bench: Bench) -> None:
        _, run = bench.engine._schedules["retention"]
        bench.engine.schedule("retention", EVERY_SECOND, run)
        bench.now += timedelta(hours=1)

    async with running(sqlite_url, prepare=hurry) as bench:
        await bench.checks.start(asked(1))
        await bench.delivery.wait()

        async def gone() -> bool:
            return await bench.checks.start(asked(1)) is True

        await until(gone)

    # Only what finished after the last run is left: that run itself, and the check run again.
    assert rows(file).get("workflow_status", 0) <= 4


async def test_a_check_whose_steps_could_not_be_written_down_goes_on(
    sqlite_url: str, tmp_path: Path
) -> None:
    def often(bench: Bench) -> None:
        bench.engine._strays._every = 0.1

    steps = sqlite3.connect(tmp_path / "checkpost.dbos.sqlite", isolation_level=None, timeout=10)
    async with running(sqlite_url, prepare=often) as bench:
        # What a full disk does to one write of two: the workflow's own end could be kept.
        steps.execute("ALTER TABLE operation_outputs RENAME TO away")
        await bench.checks.start(asked(1))
        await only_run(bench, 0)
        assert bench.delivery.delivered == []

        steps.execute("ALTER TABLE away RENAME TO operation_outputs")
        await bench.delivery.wait(1)
        await only_run(bench, 0)

        assert len(bench.delivery.delivered) == 1
    steps.close()


def test_a_step_whose_result_could_not_be_kept_is_told_from_one_that_failed() -> None:
    assert unwritten(StepFailed("OperationalError", "c0ffee"))
    assert not unwritten(StepFailed("ValueError", "c0ffee"))


async def test_a_second_engine_on_the_same_file_is_refused(sqlite_url: str) -> None:
    async with running(sqlite_url) as bench:
        other = Engine(sqlite_url, bench.engine._keys)

        with pytest.raises(AlreadyRunning, match="already running here as process"):
            await other.launch()

        await bench.checks.start(asked(1))
        await bench.delivery.wait()


async def test_a_damaged_engine_file_is_named_and_left_as_it_is(
    sqlite_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "checkpost.dbos.sqlite"
    file.write_text("Minutes of the meeting on Monday")

    with pytest.raises(StoreProblem, match=r"checkpost\.dbos\.sqlite is not a SQLite database"):
        async with running(sqlite_url):
            pass

    assert file.read_text() == "Minutes of the meeting on Monday"
    file.unlink()
    # The failed start lets go of everything, so the next one works.
    async with running(sqlite_url) as bench:
        await bench.checks.start(asked(1))
        await bench.delivery.wait()


async def test_only_the_owner_may_read_the_engines_file(sqlite_url: str, tmp_path: Path) -> None:
    async with running(sqlite_url):
        modes = {file.name: file.stat().st_mode & 0o077 for file in tmp_path.iterdir()}  # noqa: ASYNC240 -- a test's own files

    assert "checkpost.dbos.sqlite-wal" in modes
    assert set(modes.values()) == {0}
