"""Somebody who is too quick keeps the rules' word, and only waits for AI and for channels."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.slack.listeners.shortcuts.check import MESSAGE
from bot.slack.pace import CHECKS, MESSAGES, Pace, Rate
from tests.policy.writing import write
from tests.slack.conftest import COMMS, Bench
from tests.slack.test_nominating import WHY, hand_in
from tests.slack.test_questions import GUARDED, POLICY, QUESTION
from tests.slack_double import TEAM
from tests.slack_person import read
from tests.slack_state import OpenView


def test_a_person_may_so_often_in_so_many_seconds_and_then_again() -> None:
    seconds = [0.0]
    pace = Pace(Rate(3, 60.0), now=lambda: seconds[0])

    assert [pace.allows("T1", "U1") for _ in range(4)] == [True, True, True, False]
    assert pace.allows("T1", "U2")
    assert pace.allows("T2", "U1")
    seconds[0] = 59.9
    assert not pace.allows("T1", "U1")
    seconds[0] = 60.0
    assert [pace.allows("T1", "U1") for _ in range(4)] == [True, True, True, False]


async def by_command(bench: Bench, text: str) -> str:
    await bench.marta.command(text)
    await bench.settled()
    return read(bench.view.blocks)


async def by_message(bench: Bench, text: str) -> str:
    await bench.written(text)
    return read(bench.answers[-1]["blocks"])


async def by_window(bench: Bench, text: str) -> str:
    await bench.marta.command("")
    await bench.settled()
    bench.marta.fill(bench.view, draft=text)
    await bench.marta.submit(bench.view)
    await bench.settled()
    return read(bench.view.blocks)


async def by_shortcut(bench: Bench, text: str) -> str:
    await bench.marta.shortcut(MESSAGE, user=bench.marta.user, text=text)
    await bench.settled()
    return read(bench.view.blocks)


Door = Callable[[Bench, str], Awaitable[str]]
DOORS = [by_command, by_message, by_window, by_shortcut]


def too_quick(bench: Bench) -> None:
    """Let Marta have been as quick as anybody may be."""
    bench.accept()
    for _ in range(CHECKS.times):
        assert bench.services.checks_pace.allows(TEAM, bench.marta.user)


def nothing_kept(bench: Bench) -> bool:
    kept = bench.store.checks or bench.store.steps or bench.checks.started or bench.wishes.started
    return not kept and not bench.policy_reader.asked


@pytest.mark.parametrize("door", DOORS)
async def test_too_many_checks_get_the_rules_verdict_and_nothing_else(
    bench: Bench, door: Door
) -> None:
    too_quick(bench)

    told = await door(bench, "Try Tidewatch, it is the best")

    assert "Fix first" in told
    assert "You are quicker than I am. Your rule results stand; check again in a minute." in told
    assert nothing_kept(bench)


@pytest.mark.parametrize("door", DOORS)
async def test_a_key_is_told_of_however_quick_its_author_is_and_leaves_no_row_then(
    bench: Bench, door: Door
) -> None:
    too_quick(bench)

    told = await door(bench, "It is hunter" + "2, keep it well")

    assert "Take it out, and change it" in told
    assert nothing_kept(bench)


async def test_keys_count_as_checks_do(bench: Bench) -> None:
    bench.accept()
    for _ in range(CHECKS.times + 5):
        await bench.marta.command("It is hunter" + "2, keep it well")
        await bench.settled()

    assert len(bench.store.checks) == CHECKS.times


async def ask_by_command(bench: Bench, question: str) -> str:
    return await by_command(bench, f"ask {question}")


async def ask_by_message(bench: Bench, question: str) -> str:
    return await by_message(bench, f"ask {question}")


async def ask_on_the_page(bench: Bench, question: str) -> str:
    await bench.marta.open_home()
    await bench.settled()
    await bench.marta.press_home("home_policy")
    await bench.settled()
    bench.marta.fill(bench.view, question=question)
    await bench.marta.submit(bench.view)
    await bench.settled()
    return read(bench.view.blocks)


async def ask_instead(bench: Bench, question: str) -> str:
    await bench.marta.command(question)
    await bench.settled()
    await bench.marta.press(bench.view, "policy_instead")
    await bench.settled()
    return read(bench.view.blocks)


ASKS = [ask_by_command, ask_by_message, ask_on_the_page, ask_instead]


@pytest.mark.parametrize("ask", ASKS)
async def test_too_many_questions_hear_what_stands_in_the_policy_and_no_model(
    bench: Bench, ask: Door
) -> None:
    write(bench.live.folder / "policy" / "posting.md", POLICY)
    too_quick(bench)

    told = await ask(bench, QUESTION)

    assert "only if they agreed to be named" in told
    assert "You are quicker than I am, so this is only what stands in the policy." in told
    assert nothing_kept(bench)


async def test_a_question_without_an_answer_is_not_counted_of_somebody_too_quick(
    bench: Bench,
) -> None:
    write(bench.live.folder / "policy" / "posting.md", POLICY)
    too_quick(bench)

    await ask_by_command(bench, "Where do zebras sleep in winter?")

    assert nothing_kept(bench)


async def test_a_question_that_the_guard_covers_is_answered_however_quick(bench: Bench) -> None:
    write(bench.live.folder / "policy" / "posting.md", POLICY)
    too_quick(bench)

    told = await ask_by_command(bench, GUARDED)

    assert "Yes, you may talk about your pay." in told
    assert "quicker than I am" not in told


@pytest.mark.parametrize("wish", ["shorter please", "why is this a problem?"])
async def test_too_many_wishes_wait_a_minute_and_are_not_kept(bench: Bench, wish: str) -> None:
    bench.accept()
    sent = await bench.written("Try Tidewatch, it is the best")
    bench.checks.started.clear()
    too_quick_by_one(bench)

    await bench.written(wish, thread_ts=sent["ts"])

    told = bench.answers[-1]["text"]
    assert told == "You are quicker than I am. Please ask again in a minute."
    assert nothing_kept(bench)


def too_quick_by_one(bench: Bench) -> None:
    while bench.services.checks_pace.allows(TEAM, bench.marta.user):
        pass


async def test_too_many_thanks_wait_ten_minutes_and_are_not_kept(bench: Bench) -> None:
    for number in range(MESSAGES.times + 1):
        page = await hand_in(bench, sentence=f"{WHY}, {number}")

    assert len(bench.nominations.started) == MESSAGES.times
    assert page.is_open, "what was written stands there still"
    reply = await bench.marta.submit(page)
    assert reply.body["errors"] == {
        "sentence": "You have sent a few messages already. Please try again in ten minutes."
    }


async def word_shown(bench: Bench) -> OpenView:
    """Write a word about a rule, and see what would be sent."""
    bench.accept()
    await bench.marta.command("Try Tidewatch, it is the best")
    await bench.settled()
    await bench.marta.choose(bench.view, "finding", "The rule is wrong")
    await bench.settled()
    page = bench.double.open_views[-1]
    bench.marta.fill(page, word="Everybody says Tidewatch")
    await bench.marta.submit(page)
    await bench.settled()
    return page


async def report_shown(bench: Bench) -> OpenView:
    """Report something, and see what would be sent."""
    await bench.marta.command("suspicious")
    await bench.settled()
    page = bench.double.open_views[-1]
    bench.marta.fill(page, seen="Your parcel waits: https://paypa1.com")
    await bench.marta.submit(page)
    await bench.settled()
    return page


@pytest.mark.parametrize("shown", [word_shown, report_shown])
async def test_what_was_only_looked_at_is_not_counted(
    bench: Bench, shown: Callable[[Bench], Awaitable[OpenView]]
) -> None:
    for _ in range(MESSAGES.times + 1):
        for view in reversed(bench.double.open_views):
            await bench.marta.close(view)
        page = await shown(bench)

    await bench.marta.submit(page)
    await bench.settled()

    assert len(bench.double.mail.messages[COMMS]) == 1
    assert bench.services.messages_pace.allows(TEAM, bench.marta.user)


@pytest.mark.parametrize("shown", [word_shown, report_shown])
async def test_of_too_many_that_are_sent_the_last_stays_to_be_sent_later(
    bench: Bench, shown: Callable[[Bench], Awaitable[OpenView]]
) -> None:
    page = await shown(bench)
    while bench.services.messages_pace.allows(TEAM, bench.marta.user):
        pass

    reply = await bench.marta.submit(page)
    await bench.settled()
    refused = f"{reply.body.get('errors')} {read(page.blocks)}"
    object.__setattr__(bench.services, "messages_pace", Pace(MESSAGES))
    await bench.marta.submit(page)
    await bench.settled()

    assert "Please try again in ten minutes." in refused
    assert len(bench.double.mail.messages[COMMS]) == 1


async def test_a_guarded_draft_is_never_counted(bench: Bench) -> None:
    bench.accept()
    for _ in range(CHECKS.times + 5):
        await bench.marta.command("Our union meets on Friday")
        await bench.settled()

    await bench.marta.command("Try Tidewatch, it is the best")
    await bench.settled()

    assert len(bench.checks.started) == 1
