"""Shortcuts: a window from anywhere, and one's own message as a draft, also in a thread."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.messages import speaking
from bot.slack.listeners.shortcuts.check import ANYWHERE, MESSAGE
from bot.slack.typed import as_typed
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT
from tests.slack_double import TEAM
from tests.slack_person import read

MANIFEST = Path(__file__).resolve().parents[2] / "manifest.json"


async def test_the_global_shortcut_opens_an_empty_window(bench: Bench) -> None:
    bench.accept()

    await bench.marta.shortcut(ANYWHERE)
    await bench.settled()

    assert bench.view.view["submit"]["text"] == "Check"
    assert bench.checks.started == []


async def test_a_message_of_ones_own_is_checked_like_a_draft(bench: Bench) -> None:
    bench.accept()

    await bench.marta.shortcut(MESSAGE, user=bench.marta.user, text=DRAFT)
    await bench.settled()

    assert read(bench.view.blocks).startswith("Fix first")
    [asked] = bench.checks.started
    assert (asked.draft.text, asked.surface) == (DRAFT, "shortcut")


@pytest.mark.parametrize("author", ["U0RASHID", None])
async def test_nobody_checks_what_somebody_else_wrote(bench: Bench, author: str | None) -> None:
    bench.accept()

    await bench.marta.shortcut(MESSAGE, user=author, text=DRAFT, bot_id="B1")
    await bench.settled()

    assert bench.double.open_views == []
    assert bench.checks.started == []
    [told] = bench.double.whispers
    assert told["text"] == "You can check your own drafts. Its author can try /checkpost too."


async def test_a_message_without_text_opens_an_empty_window(bench: Bench) -> None:
    await bench.marta.shortcut(MESSAGE, user=bench.marta.user, files=[{"id": "F1"}])
    await bench.settled()

    assert bench.view.view["submit"]["text"] == "Check"


async def test_a_redelivered_shortcut_is_used_once(bench: Bench) -> None:
    bench.accept()
    bench.marta.extra = {"trigger_id": bench.double.modals.new_trigger()}

    for _ in range(2):
        await bench.marta.shortcut(MESSAGE, user=bench.marta.user, text=DRAFT)
        await bench.settled()

    assert len(bench.checks.started) == 1


async def test_where_no_window_opens_the_card_comes_privately(bench: Bench) -> None:
    bench.accept()
    bench.double.enqueue("views.open", {"error": "expired_trigger_id"})

    await bench.marta.shortcut(MESSAGE, user=bench.marta.user, text=DRAFT)
    await bench.settled()

    assert "You recommend Tidewatch." in read(bench.double.whispers[0]["blocks"])


@pytest.mark.parametrize(
    ("held", "typed"),
    [
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        (
            "see <https://brightwater.example/a?b=1&amp;c=2>",
            "see https://brightwater.example/a?b=1&c=2",
        ),
        ("see <http://brightwater.example|brightwater.example>", "see brightwater.example"),
        ("ask <mailto:ana@x.example|ana@x.example>", "ask ana@x.example"),
        ("in <#C0GENERAL|general> with <@U0MARTA|marta>", "in #general with @marta"),
        (
            "in <#C0GENERAL> or <#C0GENERAL|> with <@U0MARTA>",
            "in #some-channel or #some-channel with @someone",
        ),
        (
            "hey <!channel>, <!here|here> and <!everyone|@everyone>",
            "hey @channel, @here and @everyone",
        ),
        ("to <!subteam^S0PRESS|@press> and <!subteam^S0LEGAL>", "to @press and @some-group"),
        ("on <!date^1795420800^{date_short}|Nov 23, 2026>", "on Nov 23, 2026"),
        (
            "call <tel:+351912345678|912 345 678> or <tel:+351912345678>",
            "call 912 345 678 or +351912345678",
        ),
        ("read <https://brightwater.example/a?b=1|the &lt;news&gt;>", "read the <news>"),
        ("2 < 3", "2 < 3"),
    ],
)
def test_a_message_is_read_as_it_was_typed(held: str, typed: str) -> None:
    assert as_typed(held) == typed


def test_who_has_no_name_here_is_someone_in_the_language_of_the_reader() -> None:
    with speaking("pt"):
        assert as_typed("obrigado, <@U0MARTA>") == "obrigado, @alguém"


async def test_a_mention_in_a_message_is_shown_and_counted_as_people_see_it(bench: Bench) -> None:
    bench.accept(language="pt")
    key = f"{TEAM}/{bench.marta.user}"
    bench.store.authors[key] = replace(bench.store.authors[key], platform="x")

    await bench.marta.shortcut(
        MESSAGE, user=bench.marta.user, text="<@U0RASHID> &amp; <#C0GENERAL|geral>: Tidewatch"
    )
    await bench.settled()

    shown = "@alguém & #geral: Tidewatch"
    assert bench.view.values()["draft"]["draft"]["value"] == shown
    assert bench.checks.started[0].draft.text == shown
    assert f"{len(shown)} de 280" in read(bench.view.blocks)


def test_the_manifest_offers_what_is_listened_to() -> None:
    offered = json.loads(MANIFEST.read_text("utf-8"))["features"]["shortcuts"]

    assert {(each["type"], each["callback_id"]) for each in offered} == {
        ("global", ANYWHERE),
        ("message", MESSAGE),
    }
