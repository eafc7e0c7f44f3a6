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
        ("Done :tada::+1:", "Done 🎉👍"),
        ("Done!:tada: (:+1:)", "Done!🎉 (👍)"),
        ("_:tada: Done_ *:wave:*", "_🎉 Done_ *👋*"),
        (":cat:/:dog: 🎉:tada:#launch", "🐱/🐶 🎉🎉#launch"),
        (":wave:@marta, :tada:https://x.example", "👋@marta, :tada:https://x.example"),
        ("(https://x.example/a) :cat:", "(https://x.example/a) 🐱"),
        ("`a :key: b` :key: `c :key:`", "`a :key: b` 🔑 `c :key:`"),
        ("It`s :key: to\nus, isn`t it?", "It`s 🔑 to\nus, isn`t it?"),
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
        "Done:tada: and :tada:Done and Done:tada::+1:",
        "https://x.example/a:cat:b and https://x.example/Template:on:x",
        "HTTPS://x.example/(:cat:) and www.x.example/?q=:cat:",
        "x.example/:cat: or 10.0.0.1/:cat: or localhost:8080/:cat:",
        "Git+ssh://x.example/:cat:.git and x.example:8080/(:cat:)",
        "/teams/:id/members/:key: and a@x.example?subject=:cat:",
        "fe80:a:b:1 and 2001:db8::a:b:1",
        "`a:key:b` and ` :key: ` and ```\n:key:\n``` and `https://x.example :key:`",
        "AKIA:key:ABC and a_:key:_b and to=:key:=",
    ],
)
def test_what_is_no_code_of_slacks_own_stays(text: str) -> None:
    assert with_emoji(text) == text


# Read again from each of its places, any of these would take minutes.
@pytest.mark.parametrize(
    "piece",
    [":a", "x:a:", "`:", "a.", "zz:/", "https:", "a.bc", "-", "```", "://", "1:a:x ", ":-:"],
)
@pytest.mark.parametrize("first", ["", ":", "`", "```"])
def test_hostile_texts_stay_as_they_are(first: str, piece: str) -> None:
    text = first + piece * (120_000 // len(piece))

    assert with_emoji(f"{text}x :simple") == f"{text}x :simple"


def test_every_name_is_one_emoji() -> None:
    names = _names()

    assert len(names) == 1972
    assert [name for name in names if with_emoji(f":{name}:") != names[name]] == []
    assert [each for each in names.values() if len(regex.findall(r"\X", each)) != 1] == []


def test_a_message_is_read_as_people_see_it() -> None:
    assert as_typed("Hi <@U1|marta> :wave: &amp; bye") == "Hi @marta 👋 & bye"
    assert as_typed("Hi <@U1|marta>:wave: &gt;:tada:&lt;") == "Hi @marta👋 >🎉<"
    assert as_typed("<https://x.example/a:cat:|Our :cat: page>") == "Our 🐱 page"
    assert as_typed("<https://x.example/:cat:>:tada:") == "https://x.example/:cat:🎉"


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
