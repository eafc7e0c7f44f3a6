"""Slack's codes for emoji become the emoji that people see, and nothing else does."""

from __future__ import annotations

import pytest
import regex  # type: ignore[import-untyped]  # regex ships no types

from bot.slack.emoji import _names, with_emoji
from bot.slack.typed import as_typed
from tests.slack.conftest import Bench
from tests.slack_person import read

TONED = "👩🏽\u200d🚀"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Hello :wave:", "Hello 👋"),
        ("Done:tada::+1:", "Done🎉👍"),
        (":wave::skin-tone-4: :wave:", "👋🏽 👋"),
        (":female-astronaut::skin-tone-4:!", f"{TONED}!"),
        (":point_up::skin-tone-2:", "☝🏻"),
        (":two_women_holding_hands::skin-tone-6:", "👭🏿"),
        (":flag-pt: :simple:100:", "🇵🇹 :simple:100:"),
        ("up :100: per cent", "up 💯 per cent"),
        ("Ask :satellite: not :satellite_antenna:", "Ask 🛰️ not 📡"),
    ],
)
def test_a_code_of_slacks_own_is_the_emoji(typed: str, seen: str) -> None:
    assert with_emoji(typed) == seen


@pytest.mark.parametrize(
    "text",
    [
        ":our-logo: and :blob_wave:",
        "at 10:100:30, then 12:1234:5",
        "app::key::value and std::string::iterator",
        "https://wave.example:8080/:id",
        "Nota bene: this: that",
        ":wave :wave : wave: : :: :skin-tone-4",
    ],
)
def test_what_is_no_code_of_slacks_own_stays(text: str) -> None:
    assert with_emoji(text) == text


def test_every_name_is_one_emoji() -> None:
    names = _names()

    assert len(names) == 1972
    assert [name for name in names if with_emoji(f":{name}:") != names[name]] == []
    assert [each for each in names.values() if len(regex.findall(r"\X", each)) != 1] == []


def test_a_message_is_read_as_people_see_it() -> None:
    assert as_typed("Hi <@U1|marta> :wave: &amp; bye") == "Hi @marta 👋 & bye"


async def test_emoji_count_as_the_platform_counts_them_and_are_copied_as_they_are(
    bench: Bench,
) -> None:
    await bench.commanded("Clear skies :sun_with_face: :our-logo:")
    window = bench.view
    assert bench.checks.started[0].draft.text == "Clear skies 🌞 :our-logo:"
    await bench.finish(bench.checks.started[0])

    bench.marta.write(window, "Clear skies :female-astronaut::skin-tone-4: :wave:")
    await bench.marta.pick(window, "platform", "x")
    await bench.settled()
    assert "17 of 280 characters" in read(window.blocks)

    await bench.marta.press(window, "ready")
    await bench.settled()
    assert f"Clear skies {TONED} 👋" in read(bench.view.blocks)


async def test_a_draft_sent_as_a_message_is_read_with_its_emoji(bench: Bench) -> None:
    bench.accept()

    await bench.written("We shipped it today, come and see :rocket:")

    assert bench.checks.started[0].draft.text == "We shipped it today, come and see 🚀"
