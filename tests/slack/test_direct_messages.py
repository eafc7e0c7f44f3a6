"""Drafts sent to the bot in its own conversation: a thread under each, its card in place."""

from __future__ import annotations

import json

import pytest
import structlog

from bot.review.outcome import Review, ReviewStatus
from tests.policy.writing import write
from tests.slack.conftest import Bench, claimed
from tests.slack.examples import DRAFT, HONEST, KEY, LEAK, TONE
from tests.slack.test_questions import POLICY
from tests.slack_double import TEAM
from tests.slack_limits import message_problems
from tests.slack_person import read

GUARDED = "The union meets on Tuesday about overtime"


async def test_a_draft_is_answered_in_a_thread_under_it(bench: Bench) -> None:
    bench.accept()

    sent = await bench.written(DRAFT)

    [card] = bench.answers
    assert card["thread_ts"] == sent["ts"]
    assert card["text"] == "Fix first. One thing to look at. AI is still reading."
    assert "You recommend Tidewatch." in read(card["blocks"])
    assert "This message deletes itself after 24 hours" in read(card["blocks"])
    assert "No more messages" not in read(card["blocks"])
    [asked] = bench.checks.started
    assert (asked.draft.text, asked.surface) == (DRAFT, "message")
    assert bench.checks.fading == [f"D0MARTA {card['ts']}"]


async def test_the_review_comes_into_the_same_card(bench: Bench) -> None:
    bench.accept()
    await bench.written(DRAFT)

    place = await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, (TONE,)))

    [card] = bench.answers
    assert place == f"D0MARTA {card['ts']}"
    assert "suggested by AI" in read(card["blocks"])
    assert "still reading" not in read(card["blocks"])
    assert message_problems(card) == []


async def test_the_usual_platform_counts_here_too(bench: Bench) -> None:
    bench.accept()
    await bench.services.coach.set_preferences(TEAM, "U0MARTA", platform="linkedin")  # type: ignore[arg-type]  # as it is stored

    await bench.written(DRAFT)

    assert bench.checks.started[0].draft.platform == "linkedin"


async def test_the_deal_comes_first_and_nothing_is_stored_or_sent(bench: Bench) -> None:
    await bench.written(DRAFT)

    [card] = bench.answers
    assert "I read your draft before the world does." in read(card["blocks"])
    assert "You recommend Tidewatch." in read(card["blocks"])
    assert (bench.checks.started, bench.checks.fading) == ([], [])
    assert set(bench.store.calls) == {"author"}


async def test_accepting_the_deal_checks_the_draft_in_the_same_card(bench: Bench) -> None:
    await bench.written(DRAFT)

    await bench.marta.press_on(bench.answers[0], "deal_ok", channel="D0MARTA")
    await bench.settled()
    [asked] = bench.checks.started
    await bench.finish(asked)

    [card] = bench.answers
    assert "I read your draft" not in read(card["blocks"])
    assert "You recommend Tidewatch." in read(card["blocks"])
    assert bench.checks.views == [(asked.check_id, "D0MARTA")]


async def test_a_redelivered_message_is_checked_once(bench: Bench) -> None:
    bench.accept()
    bench.marta.extra = {"event_id": "Ev1"}

    sent = await bench.written(DRAFT)
    event = {"channel": "D0MARTA", "channel_type": "im", **sent}
    await bench.marta.event(event)
    await bench.settled()

    assert len(bench.answers) == len(bench.checks.started) == 1


async def told_again(bench: Bench, text: str, **message: object) -> tuple[int, int]:
    """Write something, and have it delivered again to the next process; count the answers."""
    before = len(bench.answers)
    bench.marta.extra = {"event_id": f"Ev{before}"}
    sent = await bench.written(text, **message)
    first = len(bench.answers) - before
    bench.ticking[0] += 90_000  # by now nothing is remembered, as in another process
    await bench.marta.tell(sent)
    await bench.settled()
    return first, len(bench.answers) - before


SMALL_TALK = ["hello", "Thanks!", "👍", "help", "privacy", "suspicious", " ", "ask May I post?"]


@pytest.mark.parametrize("text", SMALL_TALK)
async def test_small_talk_is_answered_once_through_a_restart(bench: Bench, text: str) -> None:
    bench.accept()
    write(bench.live.folder / "policy" / "posting.md", POLICY)

    assert await told_again(bench, text) == (1, 1)


@pytest.mark.parametrize("text", SMALL_TALK)
async def test_so_is_small_talk_under_a_draft_every_time(bench: Bench, text: str) -> None:
    bench.accept()
    write(bench.live.folder / "policy" / "posting.md", POLICY)
    sent = await bench.written(DRAFT)

    for _ in range(2):
        assert await told_again(bench, text, thread_ts=sent["ts"]) == (1, 1)


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("text", [DRAFT, LEAK, KEY])
async def test_a_card_without_a_workflow_stands_once_through_a_restart(
    bench: Bench, text: str, *, accepted: bool
) -> None:
    if accepted:
        bench.accept()

    first, later = await told_again(bench, text)

    assert (first, later) == (1, 1)


async def test_a_key_in_a_message_is_one_row_through_a_restart(bench: Bench) -> None:
    bench.accept()
    claimed(bench)

    assert await told_again(bench, KEY) == (1, 1)

    assert len(bench.store.checks) == 1


async def test_where_slack_does_not_tell_what_was_answered_an_answer_comes(bench: Bench) -> None:
    bench.double.enqueue("conversations.replies", *[{"error": "internal_error"}] * 3)

    await bench.written("hello")

    assert len(bench.answers) == 1


async def test_a_message_that_another_process_took_is_left_to_it(bench: Bench) -> None:
    bench.accept()
    bench.checks.enqueue(False)

    await bench.written(DRAFT)

    assert bench.answers == []


async def test_an_edited_draft_is_read_again_in_the_same_card(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)
    first = bench.checks.started[0]

    await bench.marta.edit(sent, HONEST)
    await bench.settled()
    second = bench.checks.started[1]
    await bench.finish(second)
    await bench.finish(first)  # late, and about words that are gone

    [card] = bench.answers
    assert card["text"] == "Clear. Nothing stands out. Your post, your call. One thing is fixed."
    assert second.parent == first.check_id


async def test_an_edit_finds_its_card_after_a_restart(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)
    bench.ticking[0] += 25 * 3600

    await bench.marta.edit(sent, HONEST)
    await bench.settled()

    [card] = bench.answers
    assert card["text"].startswith("Clear. Clear so far.")


async def test_a_late_review_leaves_the_card_of_a_later_check_alone(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)
    first = bench.checks.started[0]
    await bench.marta.edit(sent, HONEST)
    await bench.settled()
    bench.restart()

    await bench.finish(first)

    assert bench.answers[0]["text"].startswith("Clear. Clear so far.")


async def test_edits_are_read_ten_times_and_then_asked_for_anew(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)

    for number in range(12):
        await bench.marta.edit(sent, f"{DRAFT} {number}")
    await bench.settled()

    assert len(bench.checks.started) == 11
    assert [each["text"] for each in bench.answers[1:]] == [
        "That is many versions of one message. Send the next one as a new message, and I read it."
    ]


async def test_slack_looking_at_a_link_is_no_edit(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)

    await bench.marta.edit(sent, sent["text"])
    await bench.settled()

    assert len(bench.checks.started) == 1


async def test_a_draft_that_is_taken_back_takes_its_answers_along(bench: Bench) -> None:
    bench.accept()
    sent = await bench.written(DRAFT)

    await bench.marta.take_back(sent)
    await bench.settled()
    place = await bench.finish(bench.checks.started[0])

    assert bench.answers == []
    assert place is None


async def test_a_card_that_its_reader_deleted_stays_deleted(bench: Bench) -> None:
    bench.accept()
    await bench.written(DRAFT)
    await bench.marta.press_on(bench.answers[0], "delete", channel="D0MARTA")
    await bench.settled()

    await bench.finish(bench.checks.started[0])

    assert bench.answers == []


async def test_a_crash_before_the_card_leaves_it_to_the_check(bench: Bench) -> None:
    bench.accept()
    bench.double.enqueue("chat.postMessage", {"error": "internal_error"})
    sent = await bench.written(DRAFT)
    [asked] = bench.checks.started

    await bench.finish(asked)
    bench.restart()
    await bench.finish(asked)

    [card] = bench.answers
    assert card["thread_ts"] == sent["ts"]
    assert bench.checks.views == [(asked.check_id, None)]


async def test_messages_are_not_sent_less_for_those_who_want_none_unasked(bench: Bench) -> None:
    bench.accept()
    await bench.services.coach.set_preferences(TEAM, "U0MARTA", messages=False)
    await bench.written(DRAFT)

    await bench.finish(bench.checks.started[0])

    assert "still reading" not in bench.answers[0]["text"]


async def test_a_kept_card_stays(bench: Bench) -> None:
    bench.accept()
    await bench.written(DRAFT)
    [card] = bench.answers

    await bench.marta.press_on(card, "keep", channel="D0MARTA")
    await bench.settled()

    assert bench.checks.kept == [f"D0MARTA {card['ts']}"]


async def test_a_key_is_masked_and_goes_to_no_check(bench: Bench) -> None:
    bench.accept()

    await bench.written(KEY)

    [card] = bench.answers
    assert KEY.split()[-1] not in json.dumps(card)
    assert "AI did not read it" in read(card["blocks"])
    assert bench.checks.started == []
    assert [check.review_status for check in bench.store.checks.values()] == ["skipped_credential"]


async def test_a_guarded_draft_is_answered_and_leaves_nothing(bench: Bench) -> None:
    bench.accept()
    bench.store.calls.clear()

    with structlog.testing.capture_logs() as logs:
        await bench.written(GUARDED)

    [card] = bench.answers
    assert card["text"] == "Clear. Nothing stands out. Your post, your call."
    assert "This message deletes itself after 24 hours" in read(card["blocks"])
    assert (bench.checks.started, bench.checks.fading, bench.checks.views) == ([], [], [])
    assert logs == []
    assert bench.store.calls == ["author"]
    assert bench.services.desk.kept("check-1") is None


async def test_a_guarded_draft_that_leaks_shows_the_leak_behind_its_buttons_too(
    bench: Bench,
) -> None:
    bench.accept()
    with structlog.testing.capture_logs() as logs:
        await bench.written(LEAK)
        await bench.marta.press_on(bench.answers[0], "open", channel="D0MARTA")
        await bench.settled()

    assert "Is Osprey public yet?" in read(bench.answers[0]["blocks"])
    assert bench.view.values()["draft"]["draft"]["value"] == LEAK
    assert (bench.checks.started, logs) == ([], [])


async def test_a_guarded_card_goes_when_the_process_does(bench: Bench) -> None:
    bench.accept()
    await bench.written(GUARDED)
    assert bench.services.fleeting is not None

    await bench.services.fleeting.close()

    assert bench.answers == []


async def test_a_guarded_card_can_be_kept(bench: Bench) -> None:
    bench.accept()
    await bench.written(GUARDED)
    assert bench.services.fleeting is not None

    await bench.marta.press_on(bench.answers[0], "keep", channel="D0MARTA")
    await bench.settled()
    await bench.services.fleeting.close()

    assert len(bench.answers) == 1
    assert bench.checks.kept == []


async def test_the_buttons_work_when_this_process_remembers_nothing(bench: Bench) -> None:
    bench.accept()
    await bench.written(f"{DRAFT}, and Osprey flies")
    bench.ticking[0] += 2 * 3600

    await bench.marta.press_on(bench.answers[0], "show_all", channel="D0MARTA")
    await bench.settled()

    assert "You recommend Tidewatch." in read(bench.answers[0]["blocks"])


@pytest.mark.parametrize("text", ["hi", "Olá!", "What can you do?", "help", "How does this work?"])
async def test_a_greeting_or_a_question_about_the_bot_gets_help(bench: Bench, text: str) -> None:
    await bench.written(text)

    assert bench.answers[0]["text"].startswith("*Send me a draft here")
    assert [each["title"] for each in bench.double.suggested["D0MARTA"]] == [
        "How does this work?",
        "What is kept about me?",
        "What can you do?",
    ]
    assert bench.store.calls == []


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("privacy", "What you write to me here stays in Slack"),
        ("rules", "For that, type `/checkpost rules`"),
        ("who can see this?", "What you write to me here stays in Slack"),
        ("thanks!", "Any time."),
        ("got it", "All right."),
        ("  ", "I see no words to read here."),
    ],
)
async def test_words_that_stand_alone_are_answered(bench: Bench, text: str, answer: str) -> None:
    await bench.written(text)

    assert bench.answers[0]["text"].startswith(answer)
    assert bench.checks.started == []


@pytest.mark.parametrize(
    "text", ["Hi all, Tidewatch 4 is out", "What can you do with tide data? Come and see", "Thanks"]
)
async def test_in_doubt_it_is_a_draft(bench: Bench, text: str) -> None:
    bench.accept()

    await bench.written(f"{text} to our Porto team")

    assert len(bench.checks.started) == 1


async def test_of_a_message_with_a_file_the_words_are_read(bench: Bench) -> None:
    bench.accept()

    await bench.written(DRAFT, subtype="file_share", files=[{"id": "F1"}])
    await bench.written("", subtype="file_share", files=[{"id": "F2"}])

    assert [each["text"][:40] for each in bench.answers] == [
        "Fix first. One thing to look at. AI is s",
        "Of files I can look at pictures only. Pa",
        "Of files I can look at pictures only. Pa",
    ]


@pytest.mark.parametrize(
    "text", ["x" * 40_000, "<!channel> *b* `rm` " * 400, "\u202e\x00🧑\u200d🔬" * 50]
)
async def test_huge_and_hostile_texts_get_a_card_that_slack_takes(bench: Bench, text: str) -> None:
    bench.accept()

    await bench.written(f"{text} Tidewatch Osprey")

    [card] = bench.answers
    assert message_problems(card) == []
    assert "<!channel>" not in json.dumps(card)


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B1"},
        {"subtype": "bot_message", "bot_id": "B1", "user": None},
        {"subtype": "channel_join"},
        {"subtype": "assistant_app_thread"},
        {"channel": "C0GENERAL", "channel_type": "channel"},
        {"channel": "G0TEAM", "channel_type": "mpim"},
        {"user": None},
        {"ts": None},
    ],
)
async def test_what_no_person_wrote_to_the_bot_is_left_alone(
    bench: Bench, event: dict[str, object]
) -> None:
    bench.accept()
    usual = {"type": "message", "channel": "D0MARTA", "channel_type": "im", "text": DRAFT}

    await bench.marta.event({**usual, "user": "U0MARTA", "ts": "1.1", **event})
    await bench.settled()

    assert (bench.answers, bench.checks.started) == ([], [])


async def test_a_message_of_enterprise_grid_without_optional_fields_is_read(bench: Bench) -> None:
    bench.marta.extra = {"team_id": None, "enterprise_id": "E0BRIGHT", "event_id": None}
    sent = {"type": "message", "channel": "D0MARTA", "user": "U0MARTA", "text": DRAFT, "ts": "9.1"}
    bench.conversation.append(sent)

    for _ in range(2):
        await bench.marta.event(sent)
        await bench.settled()

    assert len(bench.answers) == 1
    await bench.marta.press_on(bench.answers[0], "deal_ok", channel="D0MARTA")
    await bench.settled()
    assert [asked.team for asked in bench.checks.started] == ["E0BRIGHT"]


async def test_a_person_whom_slack_switched_off_costs_no_exception(bench: Bench) -> None:
    bench.accept()
    bench.double.enqueue("chat.postMessage", *[{"error": "user_disabled"}] * 2)
    await bench.written(DRAFT)

    with structlog.testing.capture_logs() as logs:
        place = await bench.finish(bench.checks.started[0])

    assert place is None
    assert [log["event"] for log in logs] == ["result_not_delivered"]


async def test_a_broken_engine_is_told_on_the_card(bench: Bench) -> None:
    bench.accept()
    bench.checks.enqueue(RuntimeError())

    await bench.written(DRAFT)

    assert "AI could not start." in read(bench.answers[0]["blocks"])


async def test_an_error_gives_a_reference_in_the_conversation(bench: Bench) -> None:
    bench.engine.broken = RuntimeError(DRAFT)
    with structlog.testing.capture_logs() as logs:
        await bench.written(DRAFT)

    assert "reference check-" in bench.answers[0]["text"]
    assert DRAFT not in json.dumps([logs, bench.answers])


async def test_opening_the_conversation_offers_what_to_ask(bench: Bench) -> None:
    await bench.marta.open_home(tab="messages", channel="D0MARTA")
    await bench.settled()

    assert len(bench.double.suggested["D0MARTA"]) == 3
    assert bench.double.homes == {}


@pytest.mark.parametrize("told", [{"channel_type": None}, {"subtype": "me_message"}])
async def test_a_draft_is_read_whatever_its_event_says_beside_it(
    bench: Bench, told: dict[str, object]
) -> None:
    bench.accept()
    sent = bench.marta.leave_for_bot(DRAFT)

    await bench.marta.tell({**sent, **told})
    await bench.settled()

    assert [asked.draft.text for asked in bench.checks.started] == [DRAFT]
