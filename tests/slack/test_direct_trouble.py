"""Messages to the bot when Slack is busy, late, out of order, or somebody was quicker."""

from __future__ import annotations

from typing import Any

import pytest
import structlog

from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, HONEST
from tests.slack_person import read

BUSY: dict[str, Any] = {"status": 429, "retry_after": 0}


def event(sent: dict[str, Any], **other: object) -> dict[str, Any]:
    return {"type": "message", "channel": "D0MARTA", "channel_type": "im", **sent, **other}


def changed(sent: dict[str, Any], text: str, at: str) -> dict[str, Any]:
    """The event of an edit that was made `at` that moment."""
    message = {**sent, "text": text, "edited": {"user": sent["user"], "ts": at}}
    return event(
        {"subtype": "message_changed", "ts": at, "message": message, "previous_message": sent}
    )


async def delivered(bench: Bench, *events: dict[str, Any]) -> None:
    for each in events:
        await bench.marta.event(each)
        await bench.settled()


@pytest.fixture
def sent(bench: Bench) -> dict[str, Any]:
    """A message of Marta's that Slack has, and the bot does not know of yet."""
    bench.accept()
    message = {"type": "message", "user": "U0MARTA", "text": DRAFT, "ts": "1800000000.000900"}
    bench.conversation.append(message)
    return message


async def test_a_busy_slack_is_waited_for_and_answered_once(bench: Bench) -> None:
    bench.accept()
    bench.double.enqueue("chat.postMessage", BUSY)

    await bench.written(DRAFT)
    bench.double.enqueue("chat.update", BUSY)
    await bench.finish(bench.checks.started[0])

    [card] = bench.answers
    assert "still reading" not in card["text"]


async def test_an_edit_that_comes_before_its_message_counts(
    bench: Bench, sent: dict[str, Any]
) -> None:
    await delivered(bench, changed(sent, HONEST, "1800000001.000100"), event(sent))

    [card] = bench.answers
    assert card["text"].startswith("Clear")
    assert [asked.draft.text for asked in bench.checks.started] == [HONEST]


async def test_of_two_edits_out_of_order_the_later_one_counts(
    bench: Bench, sent: dict[str, Any]
) -> None:
    late = changed(sent, HONEST, "1800000002.000100")
    early = changed(sent, f"{DRAFT} Osprey", "1800000001.000100")

    await delivered(bench, event(sent), late, early)

    assert bench.answers[0]["text"].startswith("Clear")


async def test_a_message_that_was_taken_back_before_it_was_heard_gets_no_answer(
    bench: Bench, sent: dict[str, Any]
) -> None:
    bench.conversation.clear()
    gone = event(
        {"subtype": "message_deleted", "ts": "1800000001.000100", "previous_message": sent}
    )

    await delivered(bench, gone, event(sent))

    assert (bench.answers, bench.checks.started) == ([], [])


async def test_under_a_message_that_went_meanwhile_nothing_is_posted(
    bench: Bench, sent: dict[str, Any]
) -> None:
    bench.conversation.clear()

    await delivered(bench, event(sent))
    with structlog.testing.capture_logs() as logs:
        place = await bench.finish(bench.checks.started[0])

    assert (bench.answers, place, logs) == ([], None, [])


async def test_an_edit_after_its_card_was_deleted_gets_a_new_card(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)
    await bench.marta.press_on(bench.answers[0], "delete", channel="D0MARTA")
    await bench.settled()

    await bench.marta.edit(sent, HONEST)
    await bench.settled()

    [card] = bench.answers
    assert card["text"].startswith("Clear")


async def test_a_wish_that_slack_cannot_place_just_now_gives_a_reference(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written("The tide is in, and it is very very nice")
    bench.double.enqueue("conversations.replies", *[{"error": "internal_error"}] * 3)

    await bench.written("shorter", thread_ts=sent["ts"])

    assert "reference check-" in bench.answers[-1]["text"]


async def test_prompts_that_slack_does_not_know_are_not_missed(bench: Bench) -> None:
    bench.double.enqueue("assistant.threads.setSuggestedPrompts", {"error": "unknown_method"})

    await bench.written("hi")

    assert len(bench.answers) == 1


async def test_a_card_is_drawn_anew_only_for_whoever_can_still_see_it(bench: Bench) -> None:
    bench.accept()
    await bench.written(DRAFT)
    [asked] = bench.checks.started
    bench.double.enqueue("chat.update", {"error": "cant_update_message"})

    with structlog.testing.capture_logs() as logs:
        await bench.finish(asked)

    assert [log["code"] for log in logs] == ["cant_update_message"]
    assert "You recommend Tidewatch." in read(bench.answers[0]["blocks"])
