"""What was taken for talk or for a wish, and was a draft: one press reads it."""

from __future__ import annotations

from typing import Any

import pytest
import structlog

from bot.messages import say
from bot.review.outcome import FollowedUp, ReviewStatus
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, HONEST
from tests.slack_double import TEAM
from tests.slack_limits import message_problems
from tests.slack_person import read

ON_TOP = ["Thank you so much", "Good morning!", "What is this?", "Great", "Who sees this?"]


async def pressed(bench: Bench, answer: dict[str, Any]) -> None:
    """Press the button under an answer."""
    await bench.marta.press_on(answer, "was_draft", channel="D0MARTA")
    await bench.settled()


@pytest.mark.parametrize("text", ON_TOP)
async def test_what_was_taken_for_talk_is_read_where_the_answer_was(
    bench: Bench, text: str
) -> None:
    bench.accept()
    sent = await bench.written(text)
    [answer] = bench.answers
    assert "Was this a draft? Check it" in read(answer["blocks"])
    assert message_problems(answer) == []

    await pressed(bench, answer)

    [asked] = bench.checks.started
    assert asked.draft.text == text
    [card] = bench.answers
    assert (card["ts"], card["thread_ts"]) == (answer["ts"], sent["ts"])
    assert card["text"].startswith("Clear.")
    assert bench.checks.fading == [f"D0MARTA {card['ts']}"]


async def test_in_a_thread_it_is_read_as_the_next_draft(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)
    await bench.written("Thanks a lot", thread_ts=sent["ts"])

    await pressed(bench, bench.answers[-1])

    first, second = bench.checks.started
    assert (second.draft.text, second.parent) == ("Thanks a lot", first.check_id)


async def test_words_of_the_bot_are_no_draft(bench: Bench) -> None:
    for word in ("privacy", "rules", "help"):
        await bench.written(word)

    assert [each for each in bench.answers if "Was this a draft" in str(each)] == []


@pytest.mark.parametrize("status", [ReviewStatus.OK, ReviewStatus.TIMEOUT])
async def test_a_wish_that_came_to_nothing_can_be_read_as_a_draft(
    bench: Bench, status: ReviewStatus
) -> None:
    bench.accept()
    sent = await bench.written(HONEST)
    bench.reviewer.enqueue_word(FollowedUp(status, note="AI is taking too long."))
    await bench.written("Clearer and warmer", thread_ts=sent["ts"])

    await pressed(bench, bench.answers[-1])

    assert bench.checks.started[1].draft.text == "Clearer and warmer"


async def test_without_ai_or_a_draft_above_a_wish_can_be_read_as_one(bench: Bench) -> None:
    bench.accept()
    await bench.services.coach.set_preferences(TEAM, "U0MARTA", ai_review=False)
    sent = await bench.written(HONEST)
    await bench.written("Clearer and warmer", thread_ts=sent["ts"])
    greeted = await bench.written("hi")
    await bench.written("Simpler and shorter", thread_ts=greeted["ts"])

    for answer in [each for each in bench.answers if "was_draft" in str(each)]:
        await pressed(bench, answer)

    texts = {asked.draft.text for asked in bench.checks.started}
    assert texts == {HONEST, "Clearer and warmer", "hi", "Simpler and shorter"}


async def test_a_later_wish_is_about_it(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written("Thank you so much")
    await pressed(bench, bench.answers[0])
    bench.restart()

    await bench.written("warmer please", thread_ts=sent["ts"])

    assert [(draft.text, wish) for draft, wish in bench.reviewer.wishes] == [
        ("Thank you so much", "warmer please")
    ]


async def test_an_edit_of_it_is_read_in_the_same_card(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written("Thank you so much")
    await pressed(bench, bench.answers[0])

    await bench.marta.edit(sent, "Thank you very much")
    await bench.settled()

    assert [asked.draft.text for asked in bench.checks.started][1:] == ["Thank you very much"]
    assert len(bench.answers) == 1


async def test_before_the_deal_it_is_read_by_the_rules_alone(bench: Bench) -> None:
    await bench.written("Great")

    await pressed(bench, bench.answers[0])

    [card] = bench.answers
    assert "I read your draft before the world does." in read(card["blocks"])
    assert bench.checks.started == []


async def test_what_is_gone_cannot_be_read(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)
    thanks = await bench.written("Thanks", thread_ts=sent["ts"])
    answer = bench.answers[-1]
    await bench.marta.take_back(thanks)

    with structlog.testing.capture_logs() as logs:
        await pressed(bench, answer)

    assert len(bench.checks.started) == 1
    assert bench.double.whispers[-1]["text"] == say("notice.draft_gone")
    assert logs == []
