"""The check workflow in one process, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest
from dbos import DBOS

from bot.check import Asked
from bot.review.outcome import Review, ReviewStatus
from bot.verdict import Verdict
from bot.workflows.chores import queued_since, take_over
from bot.workflows.comments import MOST, Comments
from bot.workflows.patience import Patience
from storage.problem import StoreProblem
from tests.workflows.bench import AT_ONCE, Bench, running, until
from tests.workflows.runner import asked


def recorded(bench: Bench, checks: int = 1) -> Callable[[], Awaitable[bool]]:
    async def is_recorded() -> bool:
        return (await bench.store.counts()).checks == checks

    return is_recorded


def reviewed(bench: Bench, check: Asked) -> Callable[[], Awaitable[bool]]:
    async def is_reviewed() -> bool:
        return bool(await DBOS.list_workflow_steps_async(bench.checks._id(check)))

    return is_reviewed


def said(words: str, caplog: pytest.LogCaptureFixture) -> Callable[[], Awaitable[bool]]:
    async def is_said() -> bool:
        return words in caplog.text

    return is_said


async def test_a_check_is_reviewed_recorded_and_delivered(url: str) -> None:
    async with running(url) as bench:
        bench.reviewer.enqueue(Review(ReviewStatus.TIMEOUT, note="AI is taking too long."))

        assert await bench.checks.start(asked(1))
        [(asked_for, outcome, view_id)] = await bench.delivery.wait()

        assert asked_for == asked(1)
        assert (outcome.verdict, outcome.status) == (Verdict.FIX, ReviewStatus.TIMEOUT)
        assert outcome.note == "AI is taking too long."
        assert view_id == "V1"
        await until(recorded(bench))
    told = ["span review", "reviewed timeout", "span deliver", "delivered"]
    assert bench.telemetry.counted == told


async def test_a_comment_reaches_the_reviewer_and_is_never_written_down(url: str) -> None:
    async with running(url) as bench:
        await bench.checks.start(asked(1, comment="The kumquat parcel is lost"))
        [(asked_for, _, _)] = await bench.delivery.wait()

        assert bench.reviewer.comments == ["The kumquat parcel is lost"]
        assert asked_for.comment == "", "what is durable holds none"


def test_a_comment_waits_only_for_a_check_that_was_started() -> None:
    waiting = Comments()
    with waiting.kept_for("one", "kumquat"):
        assert waiting.read("one") == "kumquat"
    assert waiting.read("one") == ""
    for number in range(MOST + 1):
        with waiting.kept_for(str(number), "kumquat") as waits:
            waits.started = True
    assert (waiting.read("0"), waiting.read("1")) == ("", "kumquat")


async def test_a_check_speaks_the_language_it_was_asked_in(url: str) -> None:
    async with running(url) as bench:
        bench.reviewer.enqueue(RuntimeError())

        await bench.checks.start(asked(1, language="pt"))
        [(_, outcome, _)] = await bench.delivery.wait()

        assert outcome.note.startswith("Algo correu mal do nosso lado, por isso a IA não leu isto.")


async def test_a_redelivered_command_is_checked_once(url: str) -> None:
    async with running(url) as bench:
        first = [bench.checks.start(asked(1, check_id=f"c{number}")) for number in range(5)]

        assert sorted(await asyncio.gather(*first)) == [False, False, False, False, True]
        await bench.delivery.wait()
        assert await bench.checks.start(asked(1)) is False
        assert await bench.checks.start(asked(2)) is True

        assert len(await bench.delivery.wait(2)) == 2
        await until(recorded(bench, checks=2))


async def test_the_result_goes_to_the_modal_that_opened_meanwhile(url: str) -> None:
    async with running(url) as bench:
        opened = asyncio.Event()
        bench.reviewer.enqueue(opened)
        await bench.checks.start(asked(1, view_id=None))
        await bench.checks.view_opened(asked(1), "V7", "hash.7")
        opened.set()

        [(_, _, view_id)] = await bench.delivery.wait()

        assert (view_id, bench.delivery.states) == ("V7", ["hash.7"])


async def test_a_modal_that_opened_before_the_first_step_is_known_without_waiting(url: str) -> None:
    async with running(url) as bench:
        await bench.checks.start(asked(1, view_id=None))
        await bench.checks.view_opened(asked(1), "V7", "hash.7")

        [(_, _, view_id)] = await bench.delivery.wait()

        steps = await DBOS.list_workflow_steps_async(bench.checks._id(asked(1)))
        assert view_id == "V7"
        assert "DBOS.recv" not in {step["function_name"] for step in steps}


async def test_the_result_waits_for_a_modal_that_opens_after_it(url: str) -> None:
    async with running(url, patience=Patience(view=20.0)) as bench:
        await bench.checks.start(asked(1, view_id=None))
        await asyncio.sleep(0.5)
        assert bench.delivery.delivered == []
        await bench.checks.view_opened(asked(1), "V8", "hash.8")

        [(_, _, view_id)] = await bench.delivery.wait()

        assert (view_id, bench.delivery.states) == ("V8", ["hash.8"])


async def test_a_modal_told_by_an_earlier_version_is_still_understood(url: str) -> None:
    async with running(url, patience=Patience(view=20.0)) as bench:
        await bench.checks.start(asked(1, view_id=None))
        await bench.engine.send(bench.checks._id(asked(1)), "view", "V9")

        [(_, _, view_id)] = await bench.delivery.wait()

        assert (view_id, bench.delivery.states) == ("V9", [None])


async def test_without_a_modal_the_result_does_not_wait_for_long(url: str) -> None:
    async with running(url) as bench:
        await bench.checks.start(asked(1, view_id=None))

        [(_, _, view_id)] = await bench.delivery.wait()

        assert view_id is None


async def test_a_modal_that_could_not_open_is_not_waited_for(url: str) -> None:
    async with running(url, patience=Patience(view=60.0)) as bench:
        await bench.checks.start(asked(1, view_id=None))
        await bench.checks.view_opened(asked(1), None)

        [(_, _, view_id)] = await bench.delivery.wait()

        assert view_id is None


async def test_a_view_for_a_check_that_never_started_is_ignored(url: str) -> None:
    async with running(url) as bench:
        await bench.checks.view_opened(asked(1), "V1")

        assert bench.engine.in_flight == 0


@pytest.mark.parametrize("trouble", [RuntimeError("Try Tidewatch"), ValueError()])
async def test_the_rules_word_gets_through_when_the_review_breaks(
    sqlite_url: str, trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(sqlite_url) as bench:
        bench.reviewer.enqueue(trouble)
        await bench.checks.start(asked(1))

        [(_, outcome, _)] = await bench.delivery.wait()

        assert outcome.verdict is Verdict.FIX
        assert outcome.findings == asked(1).reading.findings
        assert outcome.status is ReviewStatus.PROVIDER_ERROR
        reference = outcome.note.rpartition("Reference ")[2].rstrip(")")
        assert reference in caplog.text
        assert type(trouble).__name__ in caplog.text
        assert "Tidewatch" not in caplog.text


async def test_a_review_lets_first_cards_go_first(sqlite_url: str) -> None:
    async with running(sqlite_url) as bench:
        bench.first_cards.clear()
        await bench.checks.start(asked(1))
        await asyncio.sleep(0.1)
        assert bench.reviewer.loops == []

        bench.first_cards.set()

        assert len(await bench.delivery.wait()) == 1


async def test_a_reviewer_that_never_answers_is_given_up(sqlite_url: str) -> None:
    async with running(sqlite_url, patience=Patience(review=0.1)) as bench:
        bench.reviewer.enqueue(60.0)
        await bench.checks.start(asked(1))

        [(_, outcome, _)] = await bench.delivery.wait()

        assert outcome.status is ReviewStatus.PROVIDER_ERROR


async def test_more_checks_than_turns_wait_and_all_are_answered(sqlite_url: str) -> None:
    async with running(sqlite_url) as bench:
        answers = asyncio.Event()
        for _ in range(AT_ONCE):
            bench.reviewer.enqueue(answers)
        for number in range(AT_ONCE + 4):
            await bench.checks.start(asked(number))

        async def turns_taken() -> bool:
            return len(bench.reviewer.loops) == AT_ONCE

        await until(turns_taken)
        await asyncio.sleep(0.1)
        assert await turns_taken()
        answers.set()

        assert len(await bench.delivery.wait(AT_ONCE + 4)) == AT_ONCE + 4


async def test_a_check_without_a_turn_waits_in_the_durable_queue_for_whoever_has_room(
    url: str,
) -> None:
    async with running(url, grace=0.1) as full:
        for number in range(AT_ONCE):
            full.reviewer.enqueue(asyncio.Event())
            await full.checks.start(asked(number))

        async def turns_taken() -> bool:
            return len(full.reviewer.loops) == AT_ONCE

        await until(turns_taken)

        assert await full.checks.start(asked(AT_ONCE))
        assert not await full.checks.start(asked(AT_ONCE))
        waiting = await DBOS.list_queued_workflows_async(load_input=False)
        assert [one.queue_name for one in waiting] == ["checks"]
        assert len(await queued_since()) == 1

    async with running(url) as roomy:
        delivered = await roomy.delivery.wait(AT_ONCE + 1)

        answered = sorted(each.check_id for each, _, _ in delivered)
        assert answered == sorted(asked(number).check_id for number in range(AT_ONCE + 1))


async def test_the_next_process_knows_that_it_may_deliver_again(url: str) -> None:
    slow = Patience(view=0.1, review=5.0, pauses=(1.0,), aside=0.0)
    async with running(url, patience=slow, grace=0.1) as doomed:
        doomed.delivery.failures.append(ConnectionError())
        await doomed.checks.start(asked(1))
        await doomed.checks.start(asked(2))
        await doomed.delivery.wait()
        assert doomed.delivery.again == [False]

    async with running(url) as following:
        await following.delivery.wait()
        assert following.delivery.again == [True]


async def test_a_result_whose_end_was_not_written_down_may_be_delivered_again(
    sqlite_url: str,
) -> None:
    waits = Patience(view=60.0, aside=60.0)
    async with running(sqlite_url, patience=waits, grace=0.0) as doomed:
        await doomed.checks.start(asked(2, view_id=None))
        await until(reviewed(doomed, asked(2)))
        await doomed.checks.start(asked(1))
        await doomed.delivery.wait()
        assert (await doomed.store.counts()).checks == 0, "whoever waits for an answer goes first"

    async with running(sqlite_url, patience=Patience(view=60.0)) as following:
        await following.delivery.wait()
        assert following.delivery.again == [True]
        await until(recorded(following))


async def test_a_check_is_recorded_although_another_waits_long(sqlite_url: str) -> None:
    async with running(sqlite_url, patience=Patience(view=60.0, aside=0.05)) as bench:
        await bench.checks.start(asked(2, view_id=None))
        await until(reviewed(bench, asked(2)))
        await bench.checks.start(asked(1))

        await until(recorded(bench))


async def test_a_modal_is_written_down_for_whoever_takes_a_check_up(sqlite_url: str) -> None:
    async with running(sqlite_url, grace=0.0) as doomed:
        doomed.reviewer.enqueue(asyncio.Event())
        await doomed.checks.start(asked(1, view_id=None))
        await doomed.checks.view_opened(asked(1), "V7", "hash.7")
        await asyncio.sleep(0.2)

    async with running(sqlite_url) as following:
        [(_, _, view_id)] = await following.delivery.wait()
        assert (view_id, following.delivery.states) == ("V7", ["hash.7"])


async def test_a_check_that_went_well_is_written_down_step_by_step_only_up_to_its_review(
    url: str,
) -> None:
    async with running(url) as bench:
        await bench.checks.start(asked(1))
        await bench.checks.view_opened(asked(1), "V1", "hash.1")
        await bench.delivery.wait()

        steps = await DBOS.list_workflow_steps_async(bench.checks._id(asked(1)))
        assert [step["function_name"] for step in steps] == ["review"]


async def test_slack_being_down_delays_a_result_and_does_not_lose_it(url: str) -> None:
    async with running(url) as bench:
        bench.delivery.failures.extend([ConnectionError("Try Tidewatch"), OSError()])
        await bench.checks.start(asked(1))

        assert len(await bench.delivery.wait()) == 1
        assert (await bench.store.counts()).checks == 1


async def test_a_full_disk_does_not_keep_the_answer_back(sqlite_url: str) -> None:
    async with running(sqlite_url) as bench:
        bench.store.failures.extend(StoreProblem("The disk is full.") for _ in range(2))
        await bench.checks.start(asked(1))
        await bench.delivery.wait()
        await until(recorded(bench))

        assert not bench.store.failures
        assert len(bench.delivery.delivered) == 1


async def test_giving_up_is_said_in_the_log_and_not_raised(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(sqlite_url) as bench:
        bench.delivery.failures.extend(ConnectionError("Try Tidewatch") for _ in range(3))
        await bench.checks.start(asked(1))
        await until(said("gave up on deliver", caplog))

        assert "Tidewatch" not in caplog.text
        assert bench.delivery.delivered == []


async def test_no_draft_is_in_any_log_even_at_debug(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    def be_loud(_bench: Bench) -> None:
        caplog.set_level(logging.DEBUG)

    async with running(sqlite_url, prepare=be_loud, grace=0.1) as bench:
        loud = logging.getLogger("dbos")
        loud.setLevel(logging.DEBUG)
        loud.addHandler(caplog.handler)
        try:
            bench.reviewer.enqueue(RuntimeError("Try Tidewatch"))
            await bench.checks.start(asked(1))
            await bench.checks.start(asked(1))
            await bench.checks.view_opened(asked(1), "V1")
            bench.reviewer.enqueue(60.0)
            await bench.checks.start(asked(2))
            await bench.delivery.wait()
            await bench.engine.close(timeout=0.1)
        finally:
            loud.removeHandler(caplog.handler)

        assert "dbos" in {record.name for record in caplog.records}
        for private in ("Tidewatch", "it is the best", "U0MIRA", "T0BRIGHT"):
            assert private not in caplog.text


async def test_a_check_that_is_taken_up_twice_by_mistake_is_delivered_once(url: str) -> None:
    async with running(url) as bench:
        bench.reviewer.enqueue(3.0)
        bench.reviewer.enqueue(1.0)
        await bench.checks.start(asked(1))
        while not bench.reviewer.loops:  # noqa: ASYNC110 -- a few milliseconds
            await asyncio.sleep(0.01)

        # As another replica would, that took this one for dead.
        assert await take_over(bench.engine._own) == 1

        await bench.delivery.wait()
        await asyncio.sleep(2.5)
        assert len(bench.reviewer.loops) == 2
        assert len(bench.delivery.delivered) == 1
        assert (await bench.store.counts()).checks == 1
