"""A step in which process after process dies is set aside; nothing else ever is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.check import Outcome
from bot.cli.diagnosis import Diagnosis, State
from bot.cli.diagnosis_aside import look_at_work
from bot.review.outcome import ReviewStatus
from bot.settings import Settings
from bot.workflows.aside import Aside, Attempts, SetAside, instead
from bot.workflows.inflight import InFlight
from bot.workflows.trying import Trying
from storage.problem import StoreProblem
from storage.records import AttemptRecord
from storage.store import Store
from tests.workflows.bench import Bench, running, until
from tests.workflows.runner import FINDING, asked

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


class Forgetful:
    """A store to which no process lives to say that it ended an attempt."""

    def __init__(self, store: Store) -> None:
        self.attempt_at = store.attempt_at
        self.begin_attempt = store.begin_attempt
        self.set_aside = store.set_aside

    async def end_attempt(self, workflow_id: str, step: str) -> None:
        del workflow_id, step


def dies(bench: Bench) -> None:
    """Let whoever begins a step here again die of it, as far as is known afterwards."""
    attempts = Attempts(Forgetful(bench.store), lambda: NOW, (0.0,))
    bench.engine._aside._attempts = attempts


def kills(answer: Callable[[], Any]) -> Callable[[Bench], None]:
    def prepare(bench: Bench) -> None:
        dies(bench)
        bench.reviewer.enqueue(answer())

    return prepare


async def begun(bench: Bench, count: int = 1) -> None:
    async def so() -> bool:
        return len(bench.reviewer.loops) >= count

    await until(so)


async def seen(url: str) -> Diagnosis:
    return await look_at_work(Settings(checkpost_database_url=url))


async def test_a_check_that_no_process_survives_brings_the_rules_word(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):  # the first time, and as often again as it may be
        async with running(sqlite_url, prepare=kills(asyncio.Event), grace=0.0) as bench:
            await bench.checks.start(asked(1))
            await begun(bench)
    assert (await seen(sqlite_url)).state is State.OK

    async with running(sqlite_url, prepare=dies) as last:
        [(done, outcome, _)] = await last.delivery.wait()
        assert last.reviewer.loops == [], "the reviewer is not asked again"

    [told] = [record.message for record in caplog.records if "set aside" in record.message]
    [kept] = await set_aside_in(sqlite_url)
    assert done.check_id == "check-1"
    assert (outcome.status, outcome.findings) == (ReviewStatus.PROVIDER_ERROR, (FINDING,))
    assert kept.reference in outcome.note
    assert told == (
        f"check: set aside, since 1 processes died in its step 1 review "
        f"(reference {kept.reference})"
    )
    doctor = await seen(sqlite_url)
    assert doctor.state is State.WARN
    assert "1 check" in doctor.says
    assert kept.reference in doctor.says


async def test_what_ai_said_is_left_out_where_no_process_survives_bringing_it(
    sqlite_url: str,
) -> None:
    brought: list[Outcome] = []

    def deadly(bench: Bench) -> None:
        dies(bench)

        async def deliver(_asked: object, outcome: Outcome, *_: object, **__: object) -> None:
            brought.append(outcome)
            if outcome.status is ReviewStatus.OK:
                await asyncio.Event().wait()

        bench.delivery.deliver = deliver  # type: ignore[method-assign, assignment]  # no process survives it

    async with running(sqlite_url, prepare=deadly, grace=0.0) as bench:
        await bench.checks.start(asked(1))

        async def tried() -> bool:
            return bool(brought)

        await until(tried)
        await bench.store.begin_attempt(bench.checks._id(asked(1)), "deliver", NOW)

    async with running(sqlite_url, prepare=deadly) as last:

        async def over() -> bool:
            return len(brought) > 1 and not last.engine.in_flight

        await until(over)

    statuses = [each.status for each in brought]
    assert statuses == [ReviewStatus.OK, ReviewStatus.PROVIDER_ERROR]


async def test_what_has_another_way_takes_it_where_no_process_survives_the_first(
    sqlite_url: str,
) -> None:
    ways: list[str] = []

    def two_ways(bench: Bench) -> None:
        dies(bench)
        trying = Trying(bench.engine, "errand")

        async def deadly() -> str:
            ways.append("deadly")
            await asyncio.Event().wait()
            return "never"

        async def other() -> str:
            ways.append("other")
            return "done"

        async def run(_text: str) -> None:
            if await trying.keep_trying("first", deadly) is None:
                await trying.keep_trying("second", other)

        bench.engine.workflow("errand", run)

    async with running(sqlite_url, prepare=two_ways, grace=0.0) as bench:
        await bench.engine.start("errand", "errand-1", "")

        async def tried() -> bool:
            return bool(ways)

        await until(tried)
        await bench.store.begin_attempt("errand-1", "1 first", NOW)

    async with running(sqlite_url, prepare=two_ways) as last:

        async def over() -> bool:
            return "other" in ways and not last.engine.in_flight

        await until(over)

    assert ways == ["deadly", "other"]
    assert [each.work for each in await set_aside_in(sqlite_url)] == ["errand"]


async def test_restarts_while_work_waits_or_is_told_to_stop_are_not_counted(
    sqlite_url: str,
) -> None:
    steps: list[str] = []

    def waits(bench: Bench) -> None:
        async def step() -> str:
            steps.append("step")
            return "done"

        async def run(_text: str) -> None:
            await bench.engine.step("step", step)
            await bench.engine.wait("answer", 600.0)

        bench.engine._aside._attempts = Attempts(bench.store, lambda: NOW, (0.0,))
        bench.engine.workflow("question", run)
        bench.reviewer.enqueue(asyncio.Event())

    for _ in range(2):
        async with running(sqlite_url, prepare=waits, grace=0.0) as bench:
            await bench.engine.start("question", "question-1", "")
            await bench.checks.start(asked(1))
            await begun(bench)
            assert bench.engine.in_flight == 2

    async with running(sqlite_url, prepare=waits) as last:
        last.reviewer.answers.clear()
        [(_, outcome, _)] = await last.delivery.wait()

    assert outcome.status is ReviewStatus.OK
    assert steps == ["step"]
    assert await set_aside_in(sqlite_url) == ()


async def test_nothing_is_written_for_work_that_runs_for_the_first_time(sqlite_url: str) -> None:
    def queues(bench: Bench) -> None:
        dies(bench)
        for _ in range(4):  # one more than there are turns, so that the last comes by the queue
            bench.reviewer.enqueue(0.05)

    async with running(sqlite_url, prepare=queues) as bench:
        for number in range(1, 5):
            await bench.checks.start(asked(number))
        await bench.delivery.wait(4)
        for number in range(1, 5):
            check = bench.checks._id(asked(number))
            assert await bench.store.attempt_at(check, "1 review") is None
            assert await bench.store.attempt_at(check, "deliver") is None


class Counting:
    """Counts attempts in memory; in trouble it raises."""

    def __init__(self, **deaths: int) -> None:
        self.deaths = deaths
        self.begun: list[str] = []
        self.trouble = False

    async def attempt_at(self, workflow_id: str, step: str) -> AttemptRecord | None:
        self._work()
        deaths = self.deaths.get(workflow_id, 0)
        return AttemptRecord(workflow_id, step, deaths, "", NOW) if deaths else None

    async def begin_attempt(self, workflow_id: str, step: str, at: datetime) -> None:
        del step, at
        self._work()
        self.begun.append(workflow_id)

    async def end_attempt(self, workflow_id: str, step: str) -> None:
        del workflow_id, step
        self._work()

    async def set_aside(self, workflow_id: str, step: str, reference: str, at: datetime) -> None:
        del workflow_id, step, reference, at
        self._work()

    def _work(self) -> None:
        if self.trouble:
            raise StoreProblem("the disk is full")


def work_of(counting: Counting) -> Aside:
    return Aside(InFlight(), Attempts(counting, lambda: NOW, (0.0, 0.0, 0.0, 0.0, 0.01, 0.0)))


async def in_a_task(work: Aside, name: str, run: Callable[[], Any]) -> object:
    """Run a step as a workflow would, in a task of its own."""
    return await asyncio.create_task(work.run(name, "1 step", run, instead("aside")))


async def test_what_may_be_deadly_runs_after_a_pause_and_beside_nothing_of_its_kind() -> None:
    counting, going, together = Counting(one=4, two=4, three=3), set[str](), list[set[str]]()
    work = work_of(counting)

    def step(name: str) -> Callable[[], Any]:
        async def run() -> str:
            going.add(name)
            together.append({*going})
            await asyncio.sleep(0.02)
            going.discard(name)
            return name

        return run

    names = ("one", "two", "three")
    said = await asyncio.gather(*(in_a_task(work, name, step(name)) for name in names))

    assert said == ["one", "two", "three"]
    assert counting.begun == ["three", "one", "two"], "who waits for a turn has not begun"
    assert not any({"one", "two"} <= each for each in together)


async def test_nothing_is_set_aside_where_it_cannot_be_counted() -> None:
    counting = Counting(check=6)
    work = work_of(counting)

    async def run() -> str:
        return "done"

    assert await in_a_task(work, "check", run) == "aside"
    counting.trouble = True
    assert await in_a_task(work, "check", run) == "done"


async def test_a_step_without_another_way_fails_its_workflow_once_it_is_set_aside(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> str:
        return "never"

    with pytest.raises(SetAside):
        await work_of(Counting(ask=6)).run("ask", "1 clock", run, None)

    assert "ask: set aside, since 6 processes died in its step 1 clock" in caplog.text


async def set_aside_in(url: str) -> tuple[AttemptRecord, ...]:
    store = await Store.open(url)
    try:
        return await store.aside()
    finally:
        await store.close()
