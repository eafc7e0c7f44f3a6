from __future__ import annotations

from bot.review.outcome import Review, ReviewStatus
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT, TONE
from tests.slack_person import read


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
