"""Quick presses in a guarded window while Slack lets a drawing wait: all stand, and leave nothing.

Nothing of such a draft is remembered, so that each press reads the window anew.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.verdict import Draft, Reading
from tests.slack.conftest import Bench
from tests.slack.conftest import read as bench_read
from tests.slack.examples import CODENAME, HONEST, LEAK
from tests.slack.test_late_presses import presses
from tests.slack_person import read
from tests.slack_state import OpenView

TWO = "The union asks what Osprey is, and Heron"
BUSY: dict[str, Any] = {"status": 429, "retry_after": 0}


def two_leaks(draft: Draft) -> Reading:
    """Read as the bench's rules do, which know of another name here."""
    reading, start = bench_read(draft), draft.text.find("Heron")
    if start < 0:
        return reading
    heron = replace(CODENAME, text="Heron", start=start, end=start + 5)
    return replace(reading, findings=(*reading.findings, heron))


async def guarded(bench: Bench, draft: str = TWO) -> OpenView:
    bench.accept()
    bench.services.coach.read = two_leaks
    await bench.marta.command(draft)
    await bench.settled()
    return bench.view


async def say_of(bench: Bench, window: OpenView, number: int, word: str) -> None:
    [action] = [
        each
        for each in presses(window.blocks)
        if _chosen(each).startswith(f"{word} codename#{number} ")
    ]
    await bench.marta.act(window, action)


def _chosen(action: dict[str, Any]) -> str:
    return str(action.get("selected_option", {}).get("value") or "")


async def unfolded(bench: Bench) -> OpenView:
    window = await guarded(bench)
    await bench.marta.press(window, "show_all")
    await bench.settled()
    return window


def answers(window: OpenView) -> str:
    """What the window remembers of what was said."""
    return str(json.loads(window.view["private_metadata"])["said"])


async def test_of_two_answers_while_slack_draws_both_stand(bench: Bench) -> None:
    window = await unfolded(bench)
    drawing = bench.double.stall("views.update")

    await say_of(bench, window, 0, "kept")
    await drawing.begun.wait()
    await say_of(bench, window, 1, "not_relevant")
    drawing.over.set()
    await bench.settled()

    assert answers(window) == "codename#0=kept codename#1=not_relevant"
    assert "show_fewer" in str(window.blocks)


async def test_an_answer_stands_that_slack_has_not_drawn_when_the_next_is_given(
    bench: Bench,
) -> None:
    window = await unfolded(bench)
    first = bench.double.stall("views.update")
    await say_of(bench, window, 0, "kept")
    await first.begun.wait()
    await say_of(bench, window, 0, "not_relevant")
    second = bench.double.stall("views.update")
    first.over.set()
    await second.begun.wait()
    assert answers(window) == "codename#0=kept"

    await say_of(bench, window, 1, "kept")
    second.over.set()
    await bench.settled()

    assert answers(window) == "codename#0=not_relevant codename#1=kept"


async def test_a_slack_that_is_busy_loses_no_answer_and_nothing_is_kept(
    bench: Bench, capfd: pytest.CaptureFixture[str]
) -> None:
    window = await unfolded(bench)
    bench.store.calls.clear()
    bench.double.enqueue("views.update", BUSY, BUSY)

    await say_of(bench, window, 0, "kept")
    await say_of(bench, window, 1, "not_relevant")
    await bench.settled()

    assert answers(window) == "codename#0=kept codename#1=not_relevant"
    assert "".join(capfd.readouterr()) == ""
    assert set(bench.store.calls) <= {"author"}
    assert (bench.checks.started, bench.double.called("chat.postMessage")) == ([], [])
    shown = bench.services.desk.view(window.view["id"])
    assert not any(word in repr(shown) for word in ("union", "Osprey", "Heron"))


async def test_what_slack_never_drew_is_drawn_with_the_next_press(bench: Bench) -> None:
    window = await unfolded(bench)
    bench.double.enqueue("views.update", *[BUSY] * 3)
    await say_of(bench, window, 0, "kept")
    await bench.settled()

    await say_of(bench, window, 1, "kept")
    await bench.settled()

    assert answers(window) == "codename#0=kept codename#1=kept"


@pytest.mark.parametrize("later", [f"{LEAK}?", HONEST, "We want a union", "My key is hunter" + "2"])
@pytest.mark.parametrize("first", [TWO, "Osprey is Tidewatch"])
async def test_a_later_check_is_not_covered_by_what_slack_drew_late(
    bench: Bench, first: str, later: str
) -> None:
    window = await guarded(bench, first)
    drawing = bench.double.stall("views.update")
    await bench.marta.choose(window, "finding", "Keep mine")
    await drawing.begun.wait()

    bench.marta.write(window, later)
    reply = await bench.marta.submit(window)
    drawing.over.set()
    await bench.settled()

    answered = read(reply.body["view"]["blocks"]).partition("\n")[0]
    assert read(window.blocks).startswith(answered)
    assert "You keep this" not in read(window.blocks)
