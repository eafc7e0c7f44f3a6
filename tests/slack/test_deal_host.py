"""The deal names the host: nobody's draft goes to AI in a place that they were not told of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.check import Surface
from bot.review.outcome import ReviewStatus
from bot.slack.cards.card import Deal, Window
from bot.slack.cards.deal import deal_message
from bot.slack.cards.modal import coach_view
from bot.slack.listeners.shortcuts.check import MESSAGE
from storage.records import AuthorRecord
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, FIX
from tests.slack.test_pictures import look_in_window, wall, with_eyes
from tests.slack_double import TEAM
from tests.slack_limits import message_problems, view_problems
from tests.slack_person import read

KEY = f"{TEAM}/U0MARTA"
BEFORE = "ai.before.example"
NEW = "AI can read your drafts here: a copy goes to api.openai.example"
MOVED = "AI reads drafts elsewhere now: a copy goes to api.openai.example"


def agreed(bench: Bench, to_host: str) -> None:
    """Let Marta have accepted the deal when AI was there."""
    bench.accept()
    bench.store.authors[KEY] = replace(bench.store.authors[KEY], ai_host=to_host)


def told(bench: Bench) -> AuthorRecord:
    return bench.store.authors[KEY]


@pytest.mark.parametrize(("before", "news"), [("", NEW), (BEFORE, MOVED)])
async def test_where_ai_is_new_the_host_is_named_before_anything_goes_there(
    bench: Bench, before: str, news: str
) -> None:
    agreed(bench, before)

    await bench.marta.command(DRAFT)
    await bench.settled()

    says = read(bench.view.blocks)
    assert says.startswith(news)
    assert "I keep what kind of thing" not in says
    assert "Fix first" in says
    assert "still reading" not in says
    assert bench.checks.started == []
    assert bench.store.calls == ["author"], "the choices are asked for once"


async def test_who_says_yes_is_read_by_ai_and_not_asked_again(bench: Bench) -> None:
    agreed(bench, BEFORE)
    await bench.marta.command(DRAFT)
    await bench.settled()

    await bench.marta.press(bench.view, "deal_ok")
    await bench.settled()
    await bench.marta.submit(bench.view)
    await bench.settled()

    assert told(bench).ai_host == bench.reviewer.host
    assert len(bench.checks.started) == 2
    assert read(bench.view.blocks).startswith("Fix first\nOne thing to look at. AI is still")


async def test_who_keeps_ai_off_is_not_asked_again_wherever_it_goes(bench: Bench) -> None:
    agreed(bench, BEFORE)
    await bench.marta.command(DRAFT)
    await bench.settled()

    await bench.marta.press(bench.view, "deal_no_ai")
    await bench.settled()
    bench.reviewer.host = "ai.third.example"
    await bench.marta.command(DRAFT)
    await bench.settled()

    assert told(bench).ai_review is False
    assert len(bench.checks.started) == 2
    assert read(bench.view.blocks).startswith("Fix first\nOne thing to look at.")


async def test_who_turns_ai_on_again_is_told_where_it_went_meanwhile(bench: Bench) -> None:
    agreed(bench, BEFORE)
    bench.store.authors[KEY] = replace(told(bench), ai_review=False)
    await bench.marta.command(DRAFT)
    await bench.settled()
    assert len(bench.checks.started) == 1

    await bench.marta.choose(bench.view, "menu", "Turn AI review on")
    await bench.settled()

    assert read(bench.view.blocks).startswith(MOVED)
    assert len(bench.checks.started) == 1


async def test_a_yes_to_one_host_is_none_to_the_next(bench: Bench) -> None:
    agreed(bench, "")
    await bench.marta.command(DRAFT)
    await bench.settled()
    asked_before = bench.view

    bench.reviewer.host = "ai.third.example"
    await bench.marta.press(asked_before, "deal_ok")
    await bench.settled()

    assert told(bench).ai_host == "api.openai.example"
    assert "a copy goes to ai.third.example" in read(bench.view.blocks)
    assert bench.checks.started == []


async def test_it_is_asked_on_a_private_card_too(bench: Bench) -> None:
    agreed(bench, "")
    bench.double.enqueue("views.open", {"error": "expired_trigger_id"})
    await bench.marta.command(DRAFT)
    await bench.settled()
    card = bench.double.whispers[-1]
    assert NEW in read(card["blocks"])

    await bench.marta.press_on(card, "deal_ok")
    await bench.settled()

    assert [asked.draft.text for asked in bench.checks.started] == [DRAFT]


async def test_it_is_asked_under_a_draft_that_came_as_a_message(bench: Bench) -> None:
    agreed(bench, BEFORE)
    await bench.written(DRAFT)
    [card] = bench.answers
    assert read(card["blocks"]).startswith(MOVED)
    assert bench.checks.started == []

    await bench.marta.press_on(card, "deal_ok", channel=bench.marta.conversation)
    await bench.settled()

    [asked] = bench.checks.started
    assert (asked.draft.text, asked.surface) == (DRAFT, Surface.MESSAGE)


async def test_it_is_asked_where_a_shortcut_brought_the_draft(bench: Bench) -> None:
    agreed(bench, "")

    await bench.marta.shortcut(MESSAGE, user=bench.marta.user, text=DRAFT)
    await bench.settled()

    assert read(bench.view.blocks).startswith(NEW)
    assert bench.checks.started == []


async def test_a_wish_waits_for_the_answer(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written("Our tide reports now take a minute")
    bench.reviewer.host = "ai.third.example"

    await bench.written("shorter please", thread_ts=sent["ts"])

    asked = bench.answers[-1]
    assert "a copy goes to ai.third.example" in read(asked["blocks"])
    assert "once more" in read(asked["blocks"])
    assert (bench.reviewer.wishes, bench.wishes.started) == ([], [])

    await bench.marta.press_on(asked, "deal_ok", channel=bench.marta.conversation)
    await bench.settled()
    await bench.written("shorter please", thread_ts=sent["ts"])

    assert [wish for _, wish in bench.reviewer.wishes] == ["shorter please"]


async def test_a_durable_check_asks_no_ai_that_its_author_was_not_told_of(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    [asked] = bench.checks.started

    bench.reviewer.host = "ai.third.example"  # as after a restart with another setting
    review = await bench.services.coach.review(asked)

    assert review.status is ReviewStatus.DISABLED
    assert bench.reviewer.asked == []


async def test_a_question_is_answered_by_the_policy_alone_meanwhile(bench: Bench) -> None:
    agreed(bench, "")

    await bench.marta.command("ask May I post about our tide reports?")
    await bench.settled()

    assert bench.policy_reader.asked == []


@pytest.mark.parametrize(("before", "news"), [("", NEW), (BEFORE, MOVED)])
async def test_the_home_says_that_ai_waits_for_a_yes_and_takes_it(
    bench: Bench, before: str, news: str
) -> None:
    agreed(bench, before)
    waits = await home(bench)
    assert "My choices" in waits
    assert news in waits
    assert "AI review is on" not in waits

    await bench.marta.press_home("home_told")
    await bench.settled()

    assert told(bench).ai_host == bench.reviewer.host
    is_on = read(bench.double.homes["U0MARTA"]["blocks"])
    assert "AI review is on: a copy of your drafts goes to api.openai.example." in is_on
    assert news not in is_on


async def test_a_yes_on_the_home_is_to_the_host_that_it_named(bench: Bench) -> None:
    agreed(bench, "")
    await home(bench)

    bench.reviewer.host = "ai.third.example"
    await bench.marta.press_home("home_told")
    await bench.settled()

    assert told(bench).ai_host == "api.openai.example"
    asked = read(bench.double.homes["U0MARTA"]["blocks"])
    assert "a copy goes to ai.third.example" in asked


async def test_ai_that_waits_for_a_yes_can_be_turned_off_on_the_home(bench: Bench) -> None:
    agreed(bench, BEFORE)
    await home(bench)

    await bench.marta.press_home("home_ai")
    await bench.settled()

    assert (told(bench).ai_review, told(bench).ai_host) == (False, BEFORE)
    is_off = read(bench.double.homes["U0MARTA"]["blocks"])
    assert "AI review is off." in is_off
    assert MOVED not in is_off


async def home(bench: Bench) -> str:
    """Marta's App Home, in words."""
    await bench.marta.open_home()
    await bench.settled()
    return read(bench.double.homes["U0MARTA"]["blocks"])


async def test_a_picture_goes_only_where_its_button_said(bench: Bench) -> None:
    viewer = with_eyes(bench)
    await look_in_window(bench, wall(bench))
    viewer.host = "ai.third.example"

    await bench.marta.press(bench.view, "picture_ai")
    await bench.settled()

    assert "nothing was sent" in read(bench.view.blocks)
    assert viewer.shown == []


@pytest.mark.parametrize("before", ["", BEFORE])
def test_it_keeps_within_slacks_limits(before: str) -> None:
    deal = Deal("a" * 250 + ":8080", 180, before=before)

    assert view_problems(coach_view(Window(DRAFT, card=FIX, deal=deal))) == []
    assert message_problems(deal_message(deal)) == []
