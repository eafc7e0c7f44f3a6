"""Stories and profiles in Slack: questions to begin with, looks when asked, nothing kept."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.messages import say
from tests.slack.conftest import Bench
from tests.slack_person import read

STORY = "Last Tuesday a customer called me. I learned to ask what changed first."


def _add(themes: Sequence[str], folder: Path) -> None:
    file = folder / "organization.yaml"
    file.write_text(f"{file.read_text('utf-8')}\nthemes: {json.dumps(themes)}\n", "utf-8")


async def with_themes(bench: Bench, *themes: str) -> None:
    _add(themes or ["a mistake that helped"], bench.live.folder)
    assert await bench.live.refresh()
    await bench.commanded("ideas")


async def told_of_profile(bench: Bench, text: str) -> str:
    """Have a profile text looked at; return what the window says then."""
    await bench.marta.press(bench.view, "story_profile")
    await bench.settled()
    bench.marta.fill(bench.view, profile=text)
    await bench.marta.submit(bench.view)
    await bench.settled()
    return read(bench.view.blocks)


async def test_ideas_ask_for_ones_own_story_by_theme(bench: Bench) -> None:
    await with_themes(bench)

    says = read(bench.view.blocks)
    assert "what happened, what did you learn, what can others use?" in says
    assert "Think of a mistake that helped." in says


@pytest.mark.parametrize(
    ("count", "offers"), [(6, []), (7, ["1 more theme"]), (40, ["34 more themes", "4 more themes"])]
)
async def test_no_theme_is_left_out(bench: Bench, count: int, offers: list[str]) -> None:
    themes = [f"day {number:02}" for number in range(count)]
    await with_themes(bench, *themes)

    seen, offered = asked(bench), []
    while more := re.search(r"\d+ more themes?", read(bench.view.blocks)):
        offered.append(more.group())
        await bench.marta.press(bench.view, "story_more")
        await bench.settled()
        seen += asked(bench)

    assert (seen, offered) == (themes, offers)
    if offers:
        await bench.marta.press(bench.view, "shelf_more")
        await bench.settled()
        assert asked(bench) == themes[:6]


def asked(bench: Bench) -> list[str]:
    return re.findall(r"Think of (.*)\.", read(bench.view.blocks))


async def test_a_theme_opens_an_empty_window_with_the_question_above_it(bench: Bench) -> None:
    await with_themes(bench)

    await bench.marta.press(bench.view, "story_theme:0")
    await bench.settled()

    assert "Think of a mistake that helped. What happened?" in read(bench.view.blocks)
    assert bench.view.values()["draft"]["draft"]["value"] is None


async def test_without_a_theme_a_story_begins_all_the_same(bench: Bench) -> None:
    await bench.commanded("ideas")

    await bench.marta.press(bench.view, "story_theme:0")
    await bench.settled()

    assert "What happened? What did you learn?" in read(bench.view.blocks)
    assert "Think of" not in read(bench.view.blocks)
    assert bench.view.values()["draft"]["draft"]["value"] is None


async def test_the_question_stays_while_one_writes(bench: Bench) -> None:
    await with_themes(bench)
    await bench.marta.press(bench.view, "story_theme:0")
    await bench.settled()

    bench.marta.write(bench.view, STORY)
    await bench.marta.submit(bench.view)
    await bench.settled()
    await bench.finish(bench.checks.started[-1])

    assert "Think of a mistake that helped. What happened?" in read(bench.view.blocks)


async def test_a_look_at_a_draft_as_a_story_comes_when_asked_and_changes_no_verdict(
    bench: Bench,
) -> None:
    await bench.commanded(STORY)
    assert "It begins with a moment" not in read(bench.view.blocks)

    await bench.marta.choose(bench.view, "menu", "Look at it as a story")
    await bench.settled()

    says = read(bench.view.blocks)
    assert says.startswith("Clear\n")
    assert "✓ It begins with a moment: “Last Tuesday”." in says
    drawn = [block.get("block_id") or block["type"] for block in bench.view.blocks]
    assert drawn[drawn.index("draft") - 2 :][:2] == ["divider", "section"], "near its menu"
    assert bench.view.values()["draft"]["draft"]["value"] == STORY


async def test_a_look_at_a_draft_that_is_gone_says_so(bench: Bench) -> None:
    bench.accept()
    await bench.marta.command(STORY * 50)  # too long for an input
    await bench.settled()
    bench.ticking[0] += 4_000

    await bench.marta.choose(bench.view, "menu", "Look at it as a story")
    await bench.settled()

    assert read(bench.view.blocks) == say("notice.draft_gone")


async def test_the_look_stays_when_the_review_arrives(bench: Bench) -> None:
    await bench.commanded(STORY)
    await bench.marta.choose(bench.view, "menu", "Look at it as a story")
    await bench.settled()

    await bench.finish(bench.checks.started[0])

    assert "✓ It has a point: “learned”." in read(bench.view.blocks)


async def test_a_profile_text_is_looked_at_in_place_and_kept_nowhere(bench: Bench) -> None:
    await with_themes(bench)

    says = await told_of_profile(bench, "Visionary guru. Try Tidewatch.")

    assert "Is it clear, honest, disclosed and in your voice?" in says
    assert "“Visionary” stands in many profiles." in says
    assert "Would you like AI to read it too?" in says
    assert "You recommend Tidewatch" in says, "the rules read it too"
    assert bench.checks.started == []
    assert bench.store.checks == {}


async def test_nobody_is_pointed_to_ai_where_there_is_none(bench: Bench) -> None:
    bench.reviewer.host = ""
    await with_themes(bench)

    says = await told_of_profile(bench, "Visionary guru. Try Tidewatch.")

    assert "“Visionary” stands in many profiles." in says
    assert "AI" not in says


async def test_a_guarded_profile_text_is_told_nothing_but_what_leaks(bench: Bench) -> None:
    await with_themes(bench)

    says = await told_of_profile(bench, "I am a union rep and fight for fair pay at my employer.")

    assert "Nothing stands out. Your post, your call." in says
    assert "Say where you work" not in says
    assert "AI" not in says


async def test_an_empty_profile_is_asked_for(bench: Bench) -> None:
    await with_themes(bench)
    await bench.marta.press(bench.view, "story_profile")
    await bench.settled()

    reply = await bench.marta.submit(bench.view)

    assert reply.body["response_action"] == "errors"
    assert reply.body["errors"] == {"profile": "Paste your headline or About text first."}


async def profile(bench: Bench, text: str) -> str:
    await with_themes(bench)
    await bench.marta.press(bench.view, "story_profile")
    await bench.settled()
    bench.marta.fill(bench.view, profile=text)
    await bench.marta.submit(bench.view)
    await bench.settled()
    return read(bench.view.blocks)


async def test_a_finding_in_a_profile_has_its_fix_and_nothing_else_is_called_fine(
    bench: Bench,
) -> None:
    says = await profile(bench, "I build things for rivers. Try Tidewatch. Ask me about it.")
    assert "• You recommend Tidewatch." in says
    assert says.count("I work at Brightwater") == 1
    assert "Nothing stands out" not in says


async def test_whom_to_ask_stands_beside_what_is_to_be_asked(bench: Bench) -> None:
    says = await profile(bench, "I build Osprey at Brightwater. Ask me about rivers.")
    assert "Ask #deals-room before you post." in says


async def test_nobody_is_pointed_to_ai_who_has_it_off(bench: Bench) -> None:
    await with_themes(bench)
    key = next(iter(bench.store.authors))
    bench.store.authors[key] = replace(bench.store.authors[key], ai_review=False)
    await bench.marta.press(bench.view, "story_profile")
    await bench.settled()
    bench.marta.fill(bench.view, profile="Visionary guru.")
    await bench.marta.submit(bench.view)
    await bench.settled()
    assert "AI" not in read(bench.view.blocks)


async def test_a_guarded_draft_is_no_story_to_look_at(bench: Bench) -> None:
    await bench.commanded("Our union stood up for fair pay yesterday. I learned to speak.")
    assert "Look at it as a story" not in str(bench.view.view)

    await bench.marta.command(STORY)
    await bench.settled()
    guarded = "Yesterday our union struck for fair pay. I learned to speak."
    bench.marta.write(bench.view, guarded)
    await bench.marta.choose(bench.view, "menu", "Look at it as a story")
    await bench.settled()
    assert "✓" not in read(bench.view.blocks)


async def test_a_profile_that_names_the_employer_is_asked_for_no_connection(bench: Bench) -> None:
    says = await profile(bench, "I build Tidewatch @ Brightwater. Ask me about rivers.")
    assert "You recommend" not in says
    assert "Nothing stands out." in says
