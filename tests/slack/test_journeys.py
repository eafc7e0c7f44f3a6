from __future__ import annotations

import asyncio

import pytest
import structlog

from bot.review.outcome import Review, ReviewStatus
from bot.verdict import Platform, Verdict
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, FAMILY, HEBREW, HOSTILE, TONE
from tests.slack_person import read

HONEST = "I work at Brightwater. Try Tidewatch, it is the best"
KEY = "our password is " + "hunter" + "2"
LEAK = "The union asks what Osprey is"


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
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()

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
    bench.accept()
    await bench.marta.command(HONEST)
    await bench.settled()

    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, findings=(TONE,)))

    says = read(bench.view.blocks)
    assert says.startswith("Small polish\nOne thing to look at.")
    assert "suggested by AI" in says
    assert len(bench.double.open_views) == 1
    assert bench.double.direct(bench.marta.user) == []


async def test_a_late_result_never_touches_what_is_being_typed(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()

    bench.marta.write(bench.view, "I am in the middle of", "x")
    await bench.finish(bench.checks.started[0])

    assert bench.view.values()["draft"]["draft"]["value"] == "I am in the middle of"
    chosen = bench.view.values()["platform"]["platform"]["selected_option"]
    assert chosen["value"] == "x"


async def test_a_result_that_a_newer_check_overtook_is_not_shown(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    bench.marta.write(bench.view, HONEST)
    await bench.marta.submit(bench.view)
    await bench.settled()
    shown = bench.view.blocks

    await bench.finish(bench.checks.started[0])

    assert bench.view.blocks == shown
    assert bench.double.direct(bench.marta.user) == []


async def test_a_closed_window_gets_its_result_as_a_direct_message(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    await bench.marta.close(bench.view)

    await bench.finish(bench.checks.started[0])
    await bench.finish(bench.checks.started[0])  # after a crash, once more

    [message] = bench.double.direct(bench.marta.user)
    assert message["text"] == "Fix first. One thing to look at."
    assert message["blocks"][0]["block_id"] == f"check:{bench.checks.started[0].check_id}"


async def test_the_deal_comes_first_and_nothing_starts_without_it(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()

    says = read(bench.view.blocks)
    assert says.startswith("I read your draft before the world does.")
    assert "a copy goes to api.openai.example" in says
    assert "Fix first" in says
    assert bench.checks.started == []
    assert bench.store.calls == ["author"]
    assert bench.store.authors == {}


async def test_accepting_the_deal_checks_the_draft_as_it_stands_now(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()
    bench.marta.write(bench.view, HONEST, "bluesky")

    await bench.marta.press(bench.view, "deal_ok")
    await bench.settled()

    [asked] = bench.checks.started
    assert (asked.draft.text, asked.draft.platform) == (HONEST, Platform.BLUESKY)
    assert asked.parent is None
    says = read(bench.view.blocks)
    assert says.startswith("Clear\nClear so far. AI is still reading.")
    assert "I read your draft before" not in says
    assert bench.checks.views == [(asked.check_id, bench.view.view["id"])]


async def test_the_deal_can_be_accepted_without_ai(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()

    await bench.marta.press(bench.view, "deal_no_ai")
    await bench.settled()

    assert bench.store.calls[1:3] == ["set_preferences", "accept_deal"]
    assert "AI is still reading" not in read(bench.view.blocks)
    assert len(bench.checks.started) == 1


async def test_the_deal_in_an_empty_window_leaves_an_empty_window(bench: Bench) -> None:
    await bench.marta.command()
    await bench.settled()

    await bench.marta.press(bench.view, "deal_ok")
    await bench.settled()

    assert bench.checks.started == []
    assert "I read your draft before" not in read(bench.view.blocks)
    assert bench.view.view["submit"]["text"] == "Check"


async def test_checking_again_before_the_deal_still_shows_the_deal(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()

    bench.marta.write(bench.view, HONEST)
    await bench.marta.submit(bench.view)
    await bench.settled()

    says = read(bench.view.blocks)
    assert "I read your draft before" in says
    assert "Nothing stands out." in says
    assert bench.checks.started == []


@pytest.mark.parametrize("empty", ["", "  \n ", "\u00a0"])
async def test_an_empty_draft_gets_a_word_at_the_field(bench: Bench, empty: str) -> None:
    bench.accept()
    await bench.marta.command()
    await bench.settled()

    bench.marta.write(bench.view, empty)
    reply = await bench.marta.submit(bench.view)

    assert reply.body == {
        "response_action": "errors",
        "errors": {"draft": "Write or paste your draft here first."},
    }
    assert bench.checks.started == []


@pytest.mark.parametrize("draft", ["We want a union", LEAK])
async def test_a_guarded_draft_leaves_no_trace(bench: Bench, draft: str) -> None:
    bench.accept()
    with structlog.testing.capture_logs() as logs:
        await bench.marta.command(draft)
        await bench.settled()
        bench.marta.write(bench.view, f"{draft}!")
        await bench.marta.submit(bench.view)
        await bench.settled()

    says = read(bench.view.blocks)
    assert ("Is Osprey public yet?" in says) is ("Osprey" in draft)
    assert "AI" not in says.replace("Turn AI review off", "")
    assert bench.checks.started == []
    assert bench.checks.views == []
    assert set(bench.store.calls) == {"author"}
    assert logs == []
    shown = bench.services.desk.view(bench.view.view["id"])
    assert shown is not None
    assert shown.window is None
    assert bench.view.view["private_metadata"] == "{}"


async def test_show_all_works_on_a_guarded_card_too(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(f"{LEAK}, and Tidewatch")
    await bench.settled()
    action = {"action_id": "show_all", "type": "button", "value": "check-1", "action_ts": "1"}

    reply = await bench.marta._act(bench.view, action)
    await bench.settled()

    assert reply.status == 200
    says = read(bench.view.blocks)
    assert says.startswith("Ask first")
    assert "AI's part" not in says


async def test_a_credential_starts_nothing_and_is_stored_without_text(bench: Bench) -> None:
    bench.accept()

    await bench.marta.command(KEY)
    await bench.settled()

    assert bench.checks.started == []
    [row] = bench.store.checks.values()
    assert (row.review_status, row.findings) == ("skipped_credential", ())
    assert "This looks like a key or password, so AI did not read it." in read(bench.view.blocks)


async def test_a_credential_before_the_deal_is_not_stored_at_all(bench: Bench) -> None:
    await bench.marta.command(KEY)
    await bench.settled()

    assert bench.store.checks == {}
    assert "I read your draft before" in read(bench.view.blocks)


async def test_a_redelivered_command_is_checked_once(bench: Bench) -> None:
    bench.accept()
    trigger = bench.double.new_trigger()

    for _ in range(3):
        await bench.marta.command(DRAFT, trigger_id=trigger)
        await bench.settled()

    assert len(bench.checks.started) == 1
    assert len(bench.double.open_views) == 1
    assert len(bench.double.called("views.open")) == 1


async def test_a_delivery_that_another_process_took_is_left_to_it(bench: Bench) -> None:
    bench.accept()
    bench.checks.enqueue(False)

    reply = await bench.marta.command(DRAFT)
    await bench.settled()

    assert reply.status == 200
    assert bench.double.open_views == []


async def test_a_redelivered_submission_keeps_the_window_open(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    trigger = bench.double.new_trigger()
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
    "draft", [HOSTILE, f"{FAMILY} Tidewatch {HEBREW}", "&lt;b&gt; &amp;amp; <b> & Tidewatch"]
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


async def test_show_all_opens_every_finding_and_keeps_what_is_typed(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command("Osprey is Tidewatch")
    await bench.settled()
    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, findings=(TONE,)))
    bench.marta.write(bench.view, "half a thought")

    await bench.marta.press(bench.view, "show_all")
    await bench.settled()

    says = read(bench.view.blocks)
    assert says.count("questions: #") == 2
    assert "it shortened our tide reports to a minute" in says
    assert bench.view.values()["draft"]["draft"]["value"] == "half a thought"
    assert len(bench.checks.started) == 1


async def test_a_late_result_stays_unfolded_where_the_author_unfolded_it(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command("Osprey is Tidewatch")
    await bench.settled()
    await bench.marta.press(bench.view, "show_all")
    await bench.settled()

    await bench.finish(bench.checks.started[0])

    assert "Show all" not in read(bench.view.blocks)
    assert read(bench.view.blocks).count("questions: #") == 2


async def test_show_all_after_a_restart_has_the_rules_read_once_more(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command("Osprey is Tidewatch")
    await bench.settled()
    bench.ticking[0] += 4_000

    await bench.marta.press(bench.view, "show_all")
    await bench.settled()

    says = read(bench.view.blocks)
    assert "AI's part of this card is gone by now." in says
    assert says.count("questions: #") == 2


async def test_ai_can_be_turned_off_and_on_in_the_window(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()

    await bench.marta.choose(bench.view, "menu", "Turn AI review off")
    await bench.settled()
    off = read(bench.view.blocks)
    await bench.marta.choose(bench.view, "menu", "Turn AI review on")
    await bench.settled()

    assert "AI is still reading" not in off
    assert "AI is still reading" in read(bench.view.blocks)
    assert [asked.parent for asked in bench.checks.started] == [None, "check-1", "check-2"]


async def test_what_is_kept_is_one_tap_away(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()

    await bench.marta.choose(bench.view, "menu", "What is kept about me")
    await bench.settled()

    assert len(bench.double.open_views) == 2
    assert "It is never stored, and never in a log." in read(bench.view.blocks)


async def test_messages_can_be_declined_and_wanted_again(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    await bench.marta.close(bench.view)
    await bench.finish(bench.checks.started[0])
    [message] = bench.double.direct(bench.marta.user)

    await bench.marta.press_on(message, "messages", "No more messages", channel="D0MARTA")
    await bench.settled()
    await bench.marta.command(f"{DRAFT}!")
    await bench.settled()
    menu = read(bench.view.blocks)
    await bench.marta.close(bench.view)
    await bench.finish(bench.checks.started[1])

    assert "No more messages from me." in bench.double.whispers[0]["text"]
    assert "Message me when I close this early" in menu
    assert len(bench.double.direct(bench.marta.user)) == 1


async def test_a_message_can_be_deleted(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    await bench.marta.close(bench.view)
    await bench.finish(bench.checks.started[0])
    [message] = bench.double.direct(bench.marta.user)
    bench.double.enqueue("response_url", {"status": 404})

    await bench.marta.press_on(message, "delete", channel="D0MARTA")
    await bench.settled()

    assert bench.double.direct(bench.marta.user) == []


async def test_a_message_opens_the_window_again_with_its_draft(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(DRAFT)
    await bench.settled()
    await bench.marta.close(bench.view)
    await bench.finish(bench.checks.started[0])
    [message] = bench.double.direct(bench.marta.user)

    await bench.marta.press_on(message, "open", channel="D0MARTA")
    await bench.settled()
    assert bench.view.values()["draft"]["draft"]["value"] == DRAFT
    await bench.marta.submit(bench.view)
    await bench.settled()

    assert bench.checks.started[1].parent == bench.checks.started[0].check_id


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("help", "A private second look before you post."),
        (" Privacy ", "Your draft is read, answered and dropped."),
        ("rules", "ask in #comms-policy"),
        ("ideas", "ask in #comms-policy"),
        ("suspicious", "ask in #comms-policy"),
        ("reply", "read it like any draft"),
        ("ask may I post about Osprey?", "I cannot answer questions"),
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
