"""What somebody presses is done once, and not at all in what they closed or deleted meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import structlog

from bot.review.outcome import Review, ReviewStatus
from tests.slack.conftest import Bench
from tests.slack.examples import HONEST, TONE
from tests.slack_state import Json, OpenView

DRAFT = "Osprey is here: try Tidewatch, it is the best"


def presses(blocks: list[Json]) -> Iterator[Json]:
    """Everything on a card that can be pressed or chosen, as Slack delivers it."""
    for block in blocks:
        for element in (*block.get("elements", []), block.get("accessory") or {}):
            named = {**element, "block_id": block.get("block_id", ""), "action_ts": "1.1"}
            if element.get("type") == "overflow":
                yield from ({**named, "selected_option": each} for each in element["options"])
            elif element.get("type") == "button":
                yield named


async def opened(bench: Bench) -> OpenView:
    """A window with a bit of everything."""
    before = len(bench.checks.started)
    await bench.marta.command(DRAFT)
    await bench.settled()
    review = Review(ReviewStatus.TIMEOUT, (TONE,), rewrite=HONEST, note="AI is taking too long.")
    await bench.finish(bench.checks.started[before], review)
    return bench.view


def troubles(logs: list[Any]) -> list[Any]:
    return [each for each in logs if each["log_level"] in {"error", "critical"}]


def apologies(bench: Bench) -> list[Json]:
    said = [*bench.double.direct(bench.marta.user), *bench.double.whispers]
    return [each for each in said if "went wrong" in each["text"]]


async def test_nothing_pressed_in_a_window_that_was_closed_meanwhile_is_trouble(
    bench: Bench,
) -> None:
    bench.accept()
    count = len(list(presses((await opened(bench)).blocks)))
    assert count > 10

    with structlog.testing.capture_logs() as logs:
        for number in range(count):
            window = await opened(bench)
            action = list(presses(window.blocks))[number]
            for each in bench.double.open_views:
                each.is_open = False
            await bench.marta.act(window, action)
            await bench.settled()

    assert troubles(logs) == []
    assert apologies(bench) == []


async def test_nothing_that_is_delivered_twice_is_done_twice_or_trouble(bench: Bench) -> None:
    bench.accept()
    count = len(list(presses((await opened(bench)).blocks)))

    with structlog.testing.capture_logs() as logs:
        for number in range(count):
            window = await opened(bench)
            action = list(presses(window.blocks))[number]
            trigger = bench.double.modals.new_trigger(bench.marta.user)
            await bench.marta.act(window, action, trigger_id=trigger)
            await bench.settled()
            once = (len(bench.double.calls), len(bench.checks.started))

            await bench.marta.act(window, action, trigger_id=trigger)
            await bench.settled()

            assert (len(bench.double.calls), len(bench.checks.started)) == once, action
            for each in bench.double.open_views:
                each.is_open = False

    assert troubles(logs) == []
    assert apologies(bench) == []


async def test_nothing_pressed_on_a_card_that_was_deleted_meanwhile_is_trouble(
    bench: Bench,
) -> None:
    bench.accept()
    await bench.written(DRAFT)
    count = len(list(presses(bench.answers[-1]["blocks"])))
    assert count > 5

    with structlog.testing.capture_logs() as logs:
        for number in range(count):
            await bench.written(DRAFT)
            card = bench.answers[-1]
            action = list(presses(card["blocks"]))[number]
            url = bench.double.new_response_url(card)
            bench.double.mail.remove(card)
            await bench.marta.act_on(card, action, "D0MARTA", response_url=url)
            await bench.settled()
            for each in bench.double.open_views:
                each.is_open = False

    assert troubles(logs) == []
    assert apologies(bench) == []


async def test_a_page_that_came_too_late_for_slack_is_told_without_alarm(bench: Bench) -> None:
    bench.accept()
    window = await opened(bench)
    lays = [each for each in presses(window.blocks) if _lays_a_page(each)]
    assert len(lays) > 4

    with structlog.testing.capture_logs() as logs:
        for action in lays:
            bench.double.enqueue("views.push", {"error": "expired_trigger_id"})
            await bench.marta.act(window, action)
            await bench.settled()

    assert troubles(logs) == []
    assert apologies(bench) == []
    told = [each["text"] for each in bench.double.direct(bench.marta.user)]
    assert len(told) == len(lays)
    assert all(each.startswith("Slack would not open my window just now.") for each in told)


def _lays_a_page(action: Json) -> bool:
    chosen = str(action.get("selected_option", {}).get("value") or action["action_id"])
    return chosen.partition(" ")[0] in {"why", "ask", "privacy", "picture", "ready", "rule_wrong"}
