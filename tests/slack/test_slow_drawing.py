"""Slack lets a drawing wait: what is pressed meanwhile is acked, kept, and drawn once."""

from __future__ import annotations

import asyncio

import pytest

from bot.review.outcome import Review, ReviewStatus
from tests.slack.conftest import COMMS, Bench
from tests.slack.examples import HONEST, TONE
from tests.slack.test_late_presses import opened, presses
from tests.slack_person import read
from tests.slack_state import OpenView

DRAFT = "Osprey is here: try Tidewatch, it is the best"
SLACK_WAITS_S = 3
CALLS = ("views.update", "views.push", "views.open", "chat.postMessage", "chat.postEphemeral")


async def unfolded(bench: Bench) -> OpenView:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    await bench.marta.press(bench.view, "show_all")
    await bench.settled()
    return bench.view


async def say_of(bench: Bench, window: OpenView, rule: str, word: str) -> None:
    """Choose in the menu of a rule's finding, as it is on the screen."""
    [menu] = [
        each
        for each in presses(window.blocks)
        if each.get("selected_option", {}).get("value", "").startswith(f"{word} {rule}#0 ")
    ]
    await bench.marta.act(window, menu)


async def drawn_late(bench: Bench, window: OpenView, *words: tuple[str, str]) -> str:
    """Say something of several findings while Slack draws the first; return the window then."""
    drawing = bench.double.stall("views.update")
    for rule, word in words:
        await say_of(bench, window, rule, word)
        await drawing.begun.wait()
    drawing.over.set()
    await bench.settled()
    return read(window.blocks)


async def test_of_two_answers_while_slack_draws_both_stand(bench: Bench) -> None:
    window = await unfolded(bench)

    says = await drawn_late(
        bench, window, ("codename", "kept"), ("employee-disclosure", "not_relevant")
    )

    assert "You keep this" in says
    assert "Not relevant here" in says
    assert "You have said what you think" in says


async def test_many_presses_while_slack_draws_are_drawn_once(bench: Bench) -> None:
    window = await unfolded(bench)
    before = len(bench.double.called("views.update"))

    says = await drawn_late(
        bench,
        window,
        ("codename", "kept"),
        ("employee-disclosure", "kept"),
        ("codename", "not_relevant"),
        ("employee-disclosure", "not_relevant"),
    )

    assert "You keep this" not in says
    assert len(bench.double.called("views.update")) == before + 2


async def test_what_ai_says_while_slack_draws_stands_beside_the_answers(bench: Bench) -> None:
    window = await unfolded(bench)
    drawing = bench.double.stall("views.update")
    [asked] = bench.checks.started

    review = Review(ReviewStatus.OK, findings=(TONE,), rewrite=HONEST)
    reviewed = asyncio.create_task(bench.finish(asked, review))
    await drawing.begun.wait()
    await say_of(bench, window, "codename", "kept")
    answer = bench.double.stall("views.update")
    drawing.over.set()
    await reviewed
    await answer.begun.wait()
    await say_of(bench, window, "employee-disclosure", "not_relevant")
    answer.over.set()
    await bench.settled()

    says = read(window.blocks)
    assert "suggested by AI" in says
    assert "You keep this" in says
    assert "Not relevant here" in says
    assert bench.double.direct(bench.marta.user) == []


async def test_a_later_check_is_not_covered_by_what_slack_drew_late(bench: Bench) -> None:
    window = await unfolded(bench)
    drawing = bench.double.stall("views.update")
    await say_of(bench, window, "codename", "kept")

    bench.marta.write(window, HONEST)
    async with asyncio.timeout(SLACK_WAITS_S):
        await bench.marta.submit(window)
    drawing.over.set()
    await bench.settled()

    assert read(window.blocks).startswith("Clear")
    assert "Osprey" not in read(window.blocks)


async def test_every_press_is_acked_while_slack_takes_its_time(bench: Bench) -> None:
    bench.accept()
    window = await opened(bench)
    stalled = [bench.double.stall(method) for method in CALLS]

    async with asyncio.timeout(SLACK_WAITS_S):
        for action in presses(window.blocks):
            await bench.marta.act(window, action)

    for each in stalled:
        each.over.set()
    await bench.settled()


async def test_a_message_that_slack_replaces_late_takes_no_later_press_back(bench: Bench) -> None:
    bench.accept()
    await bench.written(DRAFT)
    await bench.marta.press_on(bench.answers[0], "show_all", channel="D0MARTA")
    await bench.settled()
    [card] = bench.answers
    menus = [
        each
        for each in presses(card["blocks"])
        if each.get("selected_option", {}).get("value", "").startswith("kept ")
    ]
    drawing = bench.double.stall("response_url")

    await bench.marta.act_on(card, menus[0], "D0MARTA")
    await drawing.begun.wait()
    bench.double.stall("response_url").over.set()  # the next one would not wait
    await bench.marta.act_on(card, menus[1], "D0MARTA")
    await bench.services.tasks.drain(0.2)
    drawing.over.set()
    await bench.settled()

    assert read(bench.answers[0]["blocks"]).count("You keep this") == 2


@pytest.mark.parametrize(("error", "says"), [("", "It is on its way"), ("is_archived", "not sent")])
async def test_a_word_about_a_rule_waits_for_no_slack(bench: Bench, error: str, says: str) -> None:
    window = await unfolded(bench)
    await say_of(bench, window, "codename", "rule_wrong")
    await bench.settled()
    page = bench.double.open_views[-1]
    bench.marta.fill(page, word="It means something else in our field")
    await bench.marta.submit(page)
    posting = bench.double.stall("chat.postMessage")
    object.__setattr__(bench.services, "patience_s", 0.05)
    if error:
        bench.double.enqueue("chat.postMessage", {"error": error})

    async with asyncio.timeout(SLACK_WAITS_S):
        await bench.marta.submit(page)
    assert "It is on its way" in read(page.blocks)
    posting.over.set()
    await bench.settled()

    assert says in read(page.blocks)
    assert len(bench.double.mail.messages[COMMS]) == (not error)
