from __future__ import annotations

from typing import Any

from bot.review.outcome import Review, ReviewStatus
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, TONE
from tests.slack_person import read


async def test_show_all_opens_every_finding_and_keeps_what_is_typed(bench: Bench) -> None:
    await bench.commanded("Osprey is Tidewatch")
    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, findings=(TONE,)))
    bench.marta.write(bench.view, "half a thought")

    await bench.marta.press(bench.view, "show_all")
    await bench.settled()

    says = read(bench.view.blocks)
    assert says.count("questions: #") == 2
    assert "it shortened our tide reports to a minute" in says
    assert bench.view.values()["draft"]["draft"]["value"] == "half a thought"
    assert len(bench.checks.started) == 1


async def test_what_was_unfolded_is_folded_again(bench: Bench) -> None:
    await bench.commanded("Osprey is Tidewatch")
    folded = read(bench.view.blocks)
    await bench.marta.press(bench.view, "show_all")
    await bench.settled()
    bench.marta.write(bench.view, "half a thought")

    await bench.marta.press(bench.view, "show_fewer")
    await bench.settled()

    assert read(bench.view.blocks).replace("half a thought", "Osprey is Tidewatch") == folded
    assert bench.view.values()["draft"]["draft"]["value"] == "half a thought"


async def test_what_was_unfolded_in_a_message_is_folded_there(bench: Bench) -> None:
    bench.accept()
    await bench.written("Osprey is Tidewatch")
    folded = read(bench.answers[0]["blocks"])

    for press in ("show_all", "show_fewer"):
        await bench.marta.press_on(bench.answers[0], press, channel="D0MARTA")
        await bench.settled()

    assert read(bench.answers[0]["blocks"]) == folded


async def test_a_late_result_stays_unfolded_where_the_author_unfolded_it(bench: Bench) -> None:
    await bench.commanded("Osprey is Tidewatch")
    await bench.marta.press(bench.view, "show_all")
    await bench.settled()

    await bench.finish(bench.checks.started[0])

    assert "Show all" not in read(bench.view.blocks)
    assert read(bench.view.blocks).count("questions: #") == 2


async def test_show_all_after_a_restart_has_the_rules_read_once_more(bench: Bench) -> None:
    await bench.commanded("Osprey is Tidewatch")
    bench.ticking[0] += 4_000

    await bench.marta.press(bench.view, "show_all")
    await bench.settled()

    says = read(bench.view.blocks)
    assert "AI's part of this card is gone by now." in says
    assert says.count("questions: #") == 2


async def test_ai_can_be_turned_off_and_on_in_the_window(bench: Bench) -> None:
    await bench.commanded(DRAFT)

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
    assert "until about 20 minutes after the answer, then deleted." in read(bench.view.blocks)


async def test_messages_can_be_declined_and_wanted_again(bench: Bench) -> None:
    await bench.commanded(DRAFT)
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
    await bench.commanded(DRAFT)
    await bench.marta.close(bench.view)
    await bench.finish(bench.checks.started[0])
    [message] = bench.double.direct(bench.marta.user)
    bench.double.enqueue("response_url", {"status": 404})

    await bench.marta.press_on(message, "delete", channel="D0MARTA")
    await bench.settled()

    assert bench.double.direct(bench.marta.user) == []


async def test_a_message_opens_the_window_again_with_its_draft(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    await bench.marta.close(bench.view)
    await bench.finish(bench.checks.started[0])
    [message] = bench.double.direct(bench.marta.user)

    await bench.marta.press_on(message, "open", channel="D0MARTA")
    await bench.settled()
    assert bench.view.values()["draft"]["draft"]["value"] == DRAFT
    await bench.marta.submit(bench.view)
    await bench.settled()

    assert bench.checks.started[1].parent == bench.checks.started[0].check_id


async def test_a_message_opens_the_window_with_what_was_found_and_its_fixes(bench: Bench) -> None:
    bench.accept()
    await bench.written("Osprey is Tidewatch, the best")
    await bench.finish(bench.checks.started[0], Review(ReviewStatus.OK, (TONE,)))
    [card] = bench.answers
    await bench.marta.press_on(card, "finding", "Keep mine", channel="D0MARTA")
    await bench.settled()

    await bench.marta.press_on(card, "open", channel="D0MARTA")
    await bench.settled()

    says = read(bench.view.blocks)
    assert "You keep this" in says
    assert "suggested by AI" in says
    assert bench.view.view["submit"]["text"] == "Check again"


async def test_a_message_whose_review_is_still_to_come_opens_the_draft_alone(bench: Bench) -> None:
    bench.accept()
    await bench.written(DRAFT)

    await bench.marta.press_on(bench.answers[0], "open", channel="D0MARTA")
    await bench.settled()

    assert "still reading" not in read(bench.view.blocks)
    assert bench.view.values()["draft"]["draft"]["value"] == DRAFT


async def test_a_message_whose_draft_is_gone_says_so_in_its_window(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    await bench.marta.close(bench.view)
    await bench.finish(bench.checks.started[0])
    [message] = bench.double.direct(bench.marta.user)
    bench.ticking[0] += 3_600

    await bench.marta.press_on(message, "open", channel="D0MARTA")
    await bench.settled()

    assert "This draft is gone by now" in read(bench.view.blocks)
    assert bench.view.view["submit"]["text"] == "Check"


async def private_card(bench: Bench, text: str) -> dict[str, Any]:
    """Check a draft where the window cannot open."""
    bench.double.enqueue("views.open", {"error": "expired_trigger_id"})
    await bench.marta.command(text)
    await bench.settled()
    return bench.double.whispers[-1]


async def test_the_deal_can_be_accepted_on_a_private_card(bench: Bench) -> None:
    card = await private_card(bench, DRAFT)
    assert "I read your draft before" in read(card["blocks"])

    await bench.marta.press_on(card, "deal_ok")
    await bench.settled()

    [asked] = bench.checks.started
    assert asked.draft.text == DRAFT
    assert bench.checks.views == [(asked.check_id, None)]
    assert read(card["blocks"]).startswith("Fix first\nOne thing to look at. AI is still reading.")


async def test_a_private_card_shows_all_in_place(bench: Bench) -> None:
    bench.accept()
    card = await private_card(bench, "Osprey is Tidewatch")

    await bench.marta.press_on(card, "show_all")
    await bench.settled()

    assert read(card["blocks"]).count("questions: #") == 2
    assert len(bench.double.whispers) == 1


async def test_a_private_card_is_deleted_at_a_press(bench: Bench) -> None:
    bench.accept()
    card = await private_card(bench, DRAFT)

    await bench.marta.press_on(card, "delete")
    await bench.settled()

    assert bench.double.whispers == []


async def test_a_card_that_outlived_its_draft_asks_for_it_again(bench: Bench) -> None:
    bench.accept()
    card = await private_card(bench, "Osprey is Tidewatch")
    bench.ticking[0] += 4_000

    await bench.marta.press_on(card, "show_all")
    await bench.settled()

    assert "Send it again with /checkpost" in bench.double.whispers[-1]["text"]


async def test_a_window_that_a_card_cannot_open_is_explained(bench: Bench) -> None:
    bench.accept()
    card = await private_card(bench, DRAFT)
    bench.double.enqueue("views.open", {"error": "expired_trigger_id"})

    await bench.marta.press_on(card, "open")
    await bench.settled()

    assert "Slack would not open my window" in bench.double.whispers[-1]["text"]


async def test_a_second_press_on_the_deal_starts_nothing_more(bench: Bench) -> None:
    await bench.marta.command(DRAFT)
    await bench.settled()
    view = bench.view
    value = f"{bench.reviewer.host} check-1"
    action = {"action_id": "deal_ok", "type": "button", "value": value, "action_ts": "1"}

    await bench.marta.act(view, action)
    await bench.settled()
    await bench.marta.act(view, action)
    await bench.settled()

    assert len(bench.checks.started) == 1


async def test_a_redelivered_press_does_its_work_once(bench: Bench) -> None:
    await bench.commanded(DRAFT)
    trigger = bench.double.modals.new_trigger()
    choice = {"value": "ai_off check-1", "text": {"type": "plain_text", "text": "off"}}
    action = {"action_id": "menu", "type": "overflow", "selected_option": choice}

    for _ in range(2):
        await bench.marta.act(bench.view, action, trigger_id=trigger)
        await bench.settled()

    assert len(bench.checks.started) == 2
