"""A changed rule folder goes live in one step, or not at all."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bot.policy.loader import load

from bot.policy.problem import Problem
from bot.reload import LiveRules
from bot.verdict import Draft, Verdict

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SHIPPED = Path(__file__).parent.parent / "rules"
RULE = """version: 1
pack: {name: core, owner: "#comms-policy", timezone: Europe/Lisbon}
rules:
  - id: no-glitter
    title: Leave the glitter at home
    topic: inclusive
    severity: polish
    status: live
    kind: phrase
    any: ["glitterbomb"]
    message: "You write {match}. Say what sparkles."
    why: "Readers remember the point, not the glitter."
    tests:
      - {draft: "A glitterbomb of news", expect: match}
      - {draft: "A list of news", expect: no_match}
"""
GLITTER = Draft("What a glitterbomb")


@pytest.fixture
def live(tmp_path: Path) -> LiveRules:
    folder = tmp_path / "rules"
    shutil.copytree(SHIPPED, folder)
    ruleset = load(folder).ruleset
    assert ruleset is not None
    return LiveRules(folder, ruleset, load=load, clock=lambda: NOON)


async def test_an_untouched_folder_is_not_loaded_again(live: LiveRules) -> None:
    before = live.current
    assert not await live.refresh()
    assert live.current is before


async def test_a_new_rule_goes_live(live: LiveRules) -> None:
    assert live.read(GLITTER).verdict is Verdict.CLEAR
    (live.folder / "packs" / "core" / "glitter.yaml").write_text(RULE)
    assert await live.refresh()
    assert [f.rule for f in live.read(GLITTER).findings] == ["no-glitter"]


async def test_a_faulty_edit_keeps_the_last_good_set_and_says_why(live: LiveRules) -> None:
    file = live.folder / "packs" / "core" / "glitter.yaml"
    file.write_text(RULE)
    await live.refresh()
    good = live.current
    file.write_text(RULE.replace("severity: polish", "severity: hgih"))
    assert not await live.refresh()
    assert live.current is good
    assert "hgih" in str(live.problems[0])
    file.write_text(RULE.replace("polish", "fix"))
    assert await live.refresh()
    assert live.problems == ()
    assert live.read(GLITTER).verdict is Verdict.FIX


async def test_the_comms_channel_hears_of_a_faulty_edit_once(live: LiveRules) -> None:
    heard: list[tuple[Problem, ...]] = []
    told = asyncio.Event()

    async def tell(problems: tuple[Problem, ...]) -> None:
        heard.append(problems)
        told.set()

    watching = asyncio.create_task(live.watch(tell, every=0.01))
    (live.folder / "packs" / "core" / "glitter.yaml").write_text("rules: [")
    await asyncio.wait_for(told.wait(), 20)
    await asyncio.sleep(0.1)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    assert len(heard) == 1


async def test_a_folder_that_vanishes_keeps_the_last_good_set(live: LiveRules) -> None:
    good = live.current
    shutil.rmtree(live.folder)
    assert not await live.refresh()
    assert live.current is good
    assert live.problems
