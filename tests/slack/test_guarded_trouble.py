"""What goes wrong around a guarded draft leaves no trace either: no line, message, row or check."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import structlog

from bot.logs import configure
from bot.review.outcome import ChecklistItem
from bot.slack.cards.card import Card
from bot.slack.cards.message import card_message
from bot.verdict import Suggestion, Verdict
from storage.problem import StoreProblem
from tests.slack.conftest import Bench
from tests.slack.examples import CODENAME, DISCLOSURE, DRAFT, KEY, LEAK
from tests.slack_person import read

UNION = "We want a union"
REFUSED: dict[str, Any] = {"error": "fatal_error"}
BUSY: dict[str, Any] = {"status": 429, "retry_after": 0}
DOWN: dict[str, Any] = {"status": 503, "error": "service_unavailable"}
WINDOWS = ("views.open", "views.update", "views.push")
MESSAGES = ("response_url", "chat.postEphemeral", "conversations.open", "chat.postMessage")


@pytest.fixture(autouse=True)
def _everything_is_logged() -> Iterator[None]:
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    configure("debug")
    yield
    root.handlers[:] = before
    structlog.reset_defaults()


def break_all(bench: Bench, methods: tuple[str, ...], answer: dict[str, Any]) -> None:
    for method in methods:
        scripted = {"status": 500} if method == "response_url" and answer is REFUSED else answer
        bench.double.enqueue(method, *[scripted] * 40)


TROUBLES = {
    "nothing": ((), REFUSED),
    "no window": (WINDOWS, REFUSED),
    "no window, no answer": ((*WINDOWS, "response_url"), REFUSED),
    "no window, only direct messages": ((*WINDOWS, *MESSAGES[:2]), REFUSED),
    "nothing at all": ((*WINDOWS, *MESSAGES), REFUSED),
    "a Slack that is down": ((*WINDOWS, *MESSAGES), DOWN),
}


@pytest.mark.parametrize("store", ["up", "down", "down later"])
@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("draft", [UNION, LEAK])
async def test_trouble_around_a_guarded_draft_leaves_no_trace(
    bench: Bench, capfd: pytest.CaptureFixture[str], store: str, trouble: str, draft: str
) -> None:
    bench.accept()
    choices = dict(bench.store.authors)
    if store == "down":
        bench.store.enqueue(*[StoreProblem("the disk is full")] * 40)
    break_all(bench, *TROUBLES[trouble])

    assert (await bench.marta.command(draft)).status == 200
    await bench.settled()
    if store == "down later":
        bench.store.enqueue(*[StoreProblem("the disk is full")] * 40)
    if bench.double.open_views:
        window = bench.view
        bench.marta.write(window, f"{draft}!")
        await bench.marta.submit(window)
        await bench.settled()
        for label in ("What is kept about me", "Turn AI review off"):
            if label in str(window.blocks):
                await bench.marta.choose(window, "menu", label)
                await bench.settled()

    assert "".join(capfd.readouterr()) == ""
    assert bench.double.direct(bench.marta.user) == []
    assert bench.double.called("chat.postMessage") == []
    assert (bench.checks.started, bench.checks.views, bench.store.checks) == ([], [], {})
    if store != "up":
        assert bench.store.authors == choices


async def test_a_busy_slack_is_waited_for_in_silence(
    bench: Bench, capfd: pytest.CaptureFixture[str]
) -> None:
    bench.accept()
    bench.double.enqueue("views.open", *[BUSY] * 3)
    bench.double.enqueue("response_url", *[BUSY] * 3)
    bench.double.enqueue("chat.postEphemeral", REFUSED)

    await bench.marta.command(UNION)
    assert await bench.services.tasks.drain(60) == 0

    assert "".join(capfd.readouterr()) == ""
    assert bench.double.called("chat.postMessage") == []
    assert bench.checks.started == []


async def test_a_guarded_draft_typed_into_a_window_of_another_is_silent_too(
    bench: Bench, capfd: pytest.CaptureFixture[str]
) -> None:
    bench.accept()
    await bench.marta.command(f"{DRAFT}, and Osprey")
    await bench.settled()
    bench.store.enqueue(*[StoreProblem("the disk is full")] * 40)
    break_all(bench, (*WINDOWS, *MESSAGES), REFUSED)
    bench.marta.write(bench.view, UNION)

    await bench.marta.press(bench.view, "show_all")
    await bench.settled()
    await bench.marta.choose(bench.view, "menu", "What is kept about me")
    await bench.settled()

    assert "".join(capfd.readouterr()) == ""
    shown = bench.services.desk.view(bench.view.view["id"])
    assert shown is not None
    assert UNION not in repr(shown)


async def test_a_guarded_draft_is_still_answered_where_only_the_author_sees_it(
    bench: Bench,
) -> None:
    bench.accept()
    break_all(bench, WINDOWS, REFUSED)

    await bench.marta.command(LEAK)
    await bench.settled()

    [card] = bench.double.whispers
    assert "Is Osprey public yet?" in read(card["blocks"])


async def test_a_key_never_stays_in_a_direct_message(bench: Bench) -> None:
    bench.accept()
    break_all(bench, ("views.open", *MESSAGES[:2]), REFUSED)

    await bench.marta.command(KEY)
    await bench.settled()

    direct = bench.double.direct(bench.marta.user)
    assert "hunter2" not in str(direct)
    assert [message["text"].partition(".")[0] for message in direct] == [
        "Something went wrong on my side"
    ]


def test_a_card_that_stays_shows_no_key() -> None:
    key = "hunter" + "2"
    found = replace(
        CODENAME,
        topic="credential",
        text=key,
        message=f"“{key}” opens our door.",
        suggestions=(Suggestion(f"Take out “{key}”"),),
    )
    other = replace(DISCLOSURE, text=f"password {key}", message="Readers trust openness.")
    asks = ChecklistItem("number", "Is it right?", 0, 7, key)
    card = Card("c1", Verdict.ASK, (found, other), checklist=(asks,), rewrite=f"No {key}")

    assert key in str(card_message(card))
    stays = card_message(replace(card, unfolded=True), direct=True)
    assert key not in str(stays)
    assert "••••" in read(stays["blocks"])
