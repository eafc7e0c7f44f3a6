"""How long AI's part may take, what a card says of it, and a check that does not get to begin."""

from __future__ import annotations

import asyncio

import pytest

from storage.problem import StoreProblem
from tests.slack.conftest import Bench, until
from tests.slack.examples import DRAFT, HONEST
from tests.slack_double import TEAM
from tests.slack_person import read

AS_MESSAGE = "If it takes more than a minute, close this window; AI's part then comes as a message."
IN_WINDOW = "If it takes more than a minute, leave this window open or check again later."
IN_THREAD = "If it takes more than a minute, there is no need to wait; AI's part comes here."
LATE = "AI has not begun after a minute, since what I keep things in has trouble."


@pytest.fixture
def full(bench: Bench) -> Bench:
    """Nothing can be written down, and a minute is a hundredth of a second."""
    bench.accept()
    object.__setattr__(bench.services, "patience_s", 0.01)
    object.__setattr__(bench.services, "late_s", 0.01)
    bench.checks.room.clear()
    return bench


@pytest.mark.parametrize(("messages", "says"), [(True, AS_MESSAGE), (False, IN_WINDOW)])
async def test_a_card_that_waits_says_for_how_long_and_what_then(
    bench: Bench, *, messages: bool, says: str
) -> None:
    bench.accept()
    await bench.services.coach.set_preferences(TEAM, bench.marta.user, messages=messages)
    await bench.marta.command(DRAFT)
    await bench.settled()
    assert f"AI is still reading.\n{says}" in read(bench.view.blocks)

    [asked] = bench.checks.started
    await bench.finish(asked)
    assert says not in read(bench.view.blocks)


async def test_a_card_in_a_thread_says_that_it_comes_there(bench: Bench) -> None:
    bench.accept()
    await bench.written(DRAFT)
    assert IN_THREAD in read(bench.answers[0]["blocks"])


async def test_a_check_that_cannot_begin_says_so_and_is_answered_in_the_same_window(
    full: Bench,
) -> None:
    await full.marta.command(DRAFT)
    await until(lambda: LATE in read(full.view.blocks))
    assert AS_MESSAGE not in read(full.view.blocks)

    full.checks.room.set()
    await full.settled()
    [asked] = full.checks.started
    assert full.checks.views == [(asked.check_id, full.view.view["id"])]
    await full.finish(asked)

    says = read(full.view.blocks)
    assert LATE not in says
    assert "AI is still reading" not in says
    assert full.answers == []


async def test_another_process_that_goes_on_with_it_knows_the_window_as_it_is_now(
    full: Bench,
) -> None:
    await full.marta.command(DRAFT)
    await until(lambda: LATE in read(full.view.blocks))
    full.checks.room.set()
    await full.settled()

    full.restart()
    await full.finish(full.checks.started[0], again=True)

    assert LATE not in read(full.view.blocks)


async def test_a_check_that_cannot_begin_says_so_under_a_message_too(full: Bench) -> None:
    await full.marta.write_to_bot(DRAFT)
    await until(lambda: bool(full.answers) and LATE in read(full.answers[0]["blocks"]))

    full.checks.room.set()
    await full.settled()
    await full.finish(full.checks.started[0])

    [card] = full.answers
    assert LATE not in read(card["blocks"])


@pytest.mark.parametrize("way", ["a window", "a message"])
async def test_a_slack_that_does_not_draw_it_keeps_no_check_from_beginning(
    full: Bench, way: str
) -> None:
    full.double.enqueue("views.update", {"error": "fatal_error"})
    full.double.enqueue("chat.update", {"error": "fatal_error"})
    if way == "a window":
        await full.marta.command(DRAFT)
        await until(lambda: bool(full.double.called("views.update")))
    else:
        await full.marta.write_to_bot(DRAFT)
        await until(lambda: bool(full.double.called("chat.update")))

    full.checks.room.set()
    await full.settled()

    assert len(full.checks.views) == 1


async def test_a_newer_check_in_the_window_is_not_covered(full: Bench) -> None:
    object.__setattr__(full.services, "late_s", 0.1)
    await full.marta.command(DRAFT)
    await until(lambda: bool(full.double.open_views))
    object.__setattr__(full.services, "late_s", 60.0)
    full.marta.write(full.view, HONEST)
    await full.marta.submit(full.view)
    await asyncio.sleep(0.15)  # by then the first check would have said that it is late

    assert LATE not in read(full.view.blocks)
    full.checks.room.set()
    await full.settled()


async def test_a_check_that_cannot_begin_covers_no_newer_one(full: Bench) -> None:
    object.__setattr__(full.services, "late_s", 60.0)
    full.checks.enqueue(StoreProblem("the disk is full"), True)
    await full.marta.command(DRAFT)
    await until(lambda: bool(full.double.open_views))
    full.marta.write(full.view, HONEST, "linkedin")
    await full.marta.submit(full.view)

    full.checks.room.set()
    await full.settled()

    says = read(full.view.blocks)
    assert says.startswith("Clear\n")
    assert "could not start" not in says


async def test_of_a_check_that_cannot_begin_nothing_that_is_said_is_kept(full: Bench) -> None:
    full.checks.enqueue(StoreProblem("the disk is full"))
    await full.marta.command(DRAFT)
    full.checks.room.set()
    await full.settled()
    assert "could not start" in read(full.view.blocks)

    await full.marta.choose(full.view, "finding", "Keep mine")
    await full.settled()

    assert "mark_action" not in full.store.calls
