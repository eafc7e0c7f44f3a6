from __future__ import annotations

import asyncio

import pytest

from bot.review.outcome import Review, ReviewStatus
from bot.slack.cards.card import Window
from bot.slack.cards.modal import coach_view
from bot.verdict import Platform, Verdict
from tests.slack.conftest import Bench, until
from tests.slack.examples import DRAFT, FAMILY, HEBREW, HONEST, HOSTILE, TONE
from tests.slack_person import read


async def test_a_draft_behind_the_command_opens_the_window_with_its_verdict(bench: Bench) -> None:
    bench.accept()

    reply = await bench.marta.command(DRAFT)
    await bench.settled()

    assert (reply.status, reply.body) == (200, {})
    says = read(bench.view.blocks)
    assert says.startswith("Fix first\nOne thing to look at. AI is still reading.")
    assert "You recommend Tidewatch." in says
    [asked] = bench.checks.started
    assert (asked.draft.text, asked.surface, asked.view_id) == (DRAFT, "command", None)
    assert bench.checks.views == [(asked.check_id, bench.view.view["id"])]


async def test_the_command_alone_opens_an_empty_window(bench: Bench) -> None:
    bench.accept()

    await bench.marta.command("   ")
    await bench.settled()

    assert bench.view.values()["draft"]["draft"]["value"] is None
    assert bench.view.view["submit"]["text"] == "Check"
    assert bench.checks.started == []


async def test_adding_the_disclosure_in_the_window_turns_it_clear(bench: Bench) -> None:
    await bench.commanded(DRAFT)

    bench.marta.write(bench.view, HONEST, "linkedin")
    reply = await bench.marta.submit(bench.view)
    await bench.settled()

    assert reply.body["response_action"] == "update"
    assert read(bench.view.blocks).startswith("Clear\nClear so far. AI is still reading.")
    first, second = bench.checks.started
    assert second.parent == first.check_id
    assert second.draft.text == HONEST
    assert second.draft.platform is Platform.LINKEDIN
    assert second.surface == "modal"
    assert bench.checks.views[-1] == (second.check_id, bench.view.view["id"])


async def test_the_reviewers_word_arrives_in_the_same_window(bench: Bench) -> None:
    await bench.commanded(HONEST)

    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, findings=(TONE,)))

    says = read(bench.view.blocks)
    assert says.startswith("Small polish\nOne thing to look at.")
    assert "suggested by AI" in says
    assert len(bench.double.open_views) == 1
    assert bench.double.direct(bench.marta.user) == []


async def test_a_late_result_never_touches_what_is_being_typed(bench: Bench) -> None:
    await bench.commanded(DRAFT)

    bench.marta.write(bench.view, "I am in the middle of", "x")
    await bench.finish(bench.checks.started[0])

    assert bench.view.values()["draft"]["draft"]["value"] == "I am in the middle of"
    chosen = bench.view.values()["platform"]["platform"]["selected_option"]
    assert chosen["value"] == "x"


async def test_a_result_that_a_newer_check_overtook_is_not_shown(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    bench.marta.write(bench.view, HONEST)
    await bench.marta.submit(bench.view)
    await bench.settled()
    shown = bench.view.blocks

    await bench.finish(bench.checks.started[0])

    assert bench.view.blocks == shown
    assert bench.double.direct(bench.marta.user) == []


async def test_a_closed_window_gets_its_result_as_a_direct_message(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    await bench.marta.close(bench.view)

    await bench.finish(bench.checks.started[0])
    await bench.finish(bench.checks.started[0])  # after a crash, once more

    [message] = bench.double.direct(bench.marta.user)
    assert message["text"] == "Fix first. One thing to look at."
    assert message["blocks"][0]["block_id"] == f"check:{bench.checks.started[0].check_id}"


async def test_a_command_with_nothing_to_see_behind_it_opens_an_empty_window(bench: Bench) -> None:
    bench.accept()

    await bench.marta.command("\u200b")
    await bench.settled()

    assert bench.view.view["submit"]["text"] == "Check"
    assert bench.checks.started == []


@pytest.mark.parametrize("empty", ["", "  \n ", "\u00a0", "\u200b\u2060", "\u2800 \u3164"])
async def test_an_empty_draft_gets_a_word_at_the_field(bench: Bench, empty: str) -> None:
    await bench.commanded()

    bench.marta.write(bench.view, empty)
    reply = await bench.marta.submit(bench.view)

    assert reply.body == {
        "response_action": "errors",
        "errors": {"draft": "Write or paste your draft here first."},
    }
    assert bench.checks.started == []


async def test_a_redelivered_command_is_checked_once(bench: Bench) -> None:
    bench.accept()
    trigger = bench.double.modals.new_trigger()

    for _ in range(3):
        await bench.marta.command(DRAFT, trigger_id=trigger)
        await bench.settled()

    assert len(bench.checks.started) == 1
    assert len(bench.double.open_views) == 1
    assert len(bench.double.called("views.open")) == 1


async def test_a_delivery_that_another_process_took_is_left_to_it(bench: Bench) -> None:
    bench.accept()
    trigger = bench.double.modals.new_trigger("U0MARTA")
    theirs = bench.double.modals.open(trigger, coach_view(Window()))
    bench.checks.enqueue(False)

    reply = await bench.marta.command(DRAFT, trigger_id=trigger)
    await bench.settled()

    assert reply.status == 200
    assert [view.view["id"] for view in bench.double.open_views] == [theirs["id"]]
    assert not bench.double.mail.messages


async def test_where_there_are_replicas_only_the_one_that_took_it_shows_it(bench: Bench) -> None:
    bench.accept()
    object.__setattr__(bench.services, "alone", False)
    bench.checks.enqueue(False)

    reply = await bench.marta.command(DRAFT)
    await bench.settled()

    assert reply.status == 200
    assert not bench.double.open_views
    assert not bench.double.mail.messages


async def test_the_rules_word_stands_while_the_check_is_written_down_and_the_ack_waits(
    bench: Bench,
) -> None:
    bench.accept()
    bench.checks.room.clear()

    commanding = asyncio.create_task(bench.marta.command(DRAFT))
    await until(lambda: bool(bench.double.open_views))
    assert read(bench.view.blocks).startswith("Fix first\nOne thing to look at.")
    assert not commanding.done()

    bench.checks.room.set()
    assert (await commanding).status == 200
    await bench.settled()
    assert bench.checks.views == [(bench.checks.started[0].check_id, bench.view.view["id"])]


async def test_of_two_commands_without_a_trigger_none_is_lost(bench: Bench) -> None:
    bench.accept()
    for draft in ("The tide is in", "The tide is out"):
        await bench.marta.command(draft, trigger_id=None)
        await bench.settled()

    assert [asked.draft.text for asked in bench.checks.started] == [
        "The tide is in",
        "The tide is out",
    ]


async def test_a_redelivered_submission_keeps_the_window_open(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    trigger = bench.double.modals.new_trigger()
    bench.marta.write(bench.view, HONEST)

    first = await bench.marta.submit(bench.view, trigger_id=trigger)
    again = await bench.marta.submit(bench.view, trigger_id=trigger)
    await bench.settled()

    assert again.body == first.body
    assert len(bench.checks.started) == 2


@pytest.mark.parametrize("draft", ["x" * 3_001 + " Tidewatch", ("Tidewatch " * 4_000)[:40_000]])
async def test_a_long_draft_gets_its_card_without_the_input(bench: Bench, draft: str) -> None:
    await bench.marta.command(draft)
    await bench.settled()

    says = read(bench.view.blocks)
    assert "Fix first" in says
    assert f"Your draft has {len(draft):,} characters" in says
    assert "submit" not in bench.view.view

    await bench.marta.press(bench.view, "deal_ok")
    await bench.settled()

    [asked] = bench.checks.started
    assert asked.draft.text == draft


async def test_a_long_draft_that_is_forgotten_is_asked_for_again(bench: Bench) -> None:
    await bench.marta.command("x" * 3_001)
    await bench.settled()
    bench.ticking[0] += 4_000

    await bench.marta.press(bench.view, "deal_ok")
    await bench.settled()

    assert "Send it again with /checkpost" in read(bench.view.blocks)
    assert bench.checks.started == []


@pytest.mark.parametrize(
    "draft",
    [
        HOSTILE.replace(":tada:", ":our-logo:"),
        f"{FAMILY} Tidewatch {HEBREW}",
        "&lt;b&gt; &amp;amp; <b> & Tidewatch",
    ],
)
async def test_a_draft_is_read_exactly_as_it_was_typed(bench: Bench, draft: str) -> None:
    bench.accept()

    await bench.marta.command(draft)
    await bench.settled()

    assert bench.checks.started[0].draft.text == draft
    assert bench.view.values()["draft"]["draft"]["value"] == draft


async def test_twenty_people_at_once_all_get_their_own_card(bench: Bench) -> None:
    bench.accept()
    drafts = [f"{DRAFT} number {n}" for n in range(20)]

    replies = await asyncio.gather(*(bench.marta.command(draft) for draft in drafts))
    await bench.settled()

    assert {reply.status for reply in replies} == {200}
    shown = {view.values()["draft"]["draft"]["value"] for view in bench.double.open_views}
    assert shown == set(drafts)
    assert len(bench.checks.started) == len(bench.checks.views) == 20


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("help", "A private second look before you post."),
        (" Privacy ", "Your draft is kept encrypted until about 20 minutes after the answer"),
    ],
)
async def test_words_that_stand_alone_are_answered(bench: Bench, text: str, says: str) -> None:
    reply = await bench.marta.command(text)

    assert reply.body["response_type"] == "ephemeral"
    assert says in reply.body["text"]
    assert bench.double.open_views == []


@pytest.mark.parametrize("text", ["help us find a name", "ask me anything", "rules of the road"])
async def test_in_doubt_it_is_a_draft(bench: Bench, text: str) -> None:
    bench.accept()

    await bench.marta.command(text)
    await bench.settled()

    assert bench.checks.started[0].draft.text == text
    assert bench.checks.started[0].reading.verdict is Verdict.CLEAR
