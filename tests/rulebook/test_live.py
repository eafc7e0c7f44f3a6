"""A changed rule folder goes live in one step, or not at all."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.policy.handbook import load_with_policy
from bot.policy.loader import Loaded, load
from bot.policy.problem import Problem
from bot.rulebook.live import LiveRules, Tell, fingerprint
from bot.verdict import Draft, Verdict
from tests.policy.writing import live as live_rule
from tests.policy.writing import pack_file, write_folder

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
GLITTER = Draft("What a glitterbomb")
RULE = pack_file(
    live_rule("kind: phrase\nany: [glitterbomb]", "A glitterbomb of news", severity="polish"),
    pack="",
)


@pytest.fixture
def live(tmp_path: Path) -> LiveRules:
    folder = write_folder(
        tmp_path, live_rule("kind: phrase\nany: [tinsel]", "tinsel", rule_id="no-tinsel")
    )
    ruleset = load(folder).ruleset
    assert ruleset is not None
    return LiveRules(folder, ruleset, load=load, clock=lambda: NOON)


def glitter(live: LiveRules) -> Path:
    return live.folder / "packs" / "core" / "glitter.yaml"


async def test_an_untouched_folder_is_not_loaded_again(live: LiveRules) -> None:
    before = live.current
    assert not await live.refresh()
    assert live.current is before


async def test_a_new_rule_goes_live(live: LiveRules) -> None:
    assert live.read(GLITTER).verdict is Verdict.CLEAR
    glitter(live).write_text(RULE)
    assert await live.refresh()
    assert [f.rule for f in live.read(GLITTER).findings] == ["the-rule"]


async def test_what_changes_while_the_bot_starts_goes_live_at_the_first_look(
    live: LiveRules,
) -> None:
    seen = fingerprint(live.folder)
    glitter(live).write_text(RULE)  # after the folder was loaded, before anybody watches it
    started = LiveRules(live.folder, live.current, load=load, clock=lambda: NOON, seen=seen)
    assert await started.refresh()
    assert started.read(GLITTER).findings


async def test_files_that_end_in_yml_go_live_as_well(live: LiveRules) -> None:
    glitter(live).with_suffix(".yml").write_text(RULE)
    assert await live.refresh()
    assert live.read(GLITTER).findings


async def test_a_file_replaced_by_one_of_the_same_age_and_size_is_noticed(live: LiveRules) -> None:
    glitter(live).write_text(RULE)
    await live.refresh()
    other = live.folder / "other"
    other.write_text(RULE.replace("glitterbomb", "glitterbang"))
    shutil.copystat(glitter(live), other)
    other.rename(glitter(live))
    assert await live.refresh()


async def test_a_faulty_edit_keeps_the_last_good_set_and_says_why(live: LiveRules) -> None:
    file = glitter(live)
    file.write_text(RULE)
    await live.refresh()
    good = live.current
    file.write_text(RULE.replace("severity: polish", "severity: hgih"))
    assert not await live.refresh()
    assert live.current is good
    assert live.kept
    assert "hgih" in str(live.problems[0])
    file.write_text(RULE.replace("polish", "fix"))
    assert await live.refresh()
    assert live.problems == ()
    assert live.read(GLITTER).verdict is Verdict.FIX


async def test_two_refreshes_at_once_load_once_and_both_find_the_new_set(live: LiveRules) -> None:
    loads: list[Path] = []

    def counted(folder: Path) -> Loaded:
        loads.append(folder)
        return load(folder)

    both = LiveRules(live.folder, live.current, load=counted, clock=lambda: NOON)
    glitter(live).write_text(RULE)

    taken = await asyncio.gather(both.refresh(), both.refresh())

    assert sorted(taken) == [False, True]
    assert len(loads) == 1
    assert both.read(GLITTER).findings


class Listener:
    """Who is told: keeps the messages, and fails where it is scripted to."""

    def __init__(self, failures: int = 0) -> None:
        self.heard: list[list[str]] = []
        self._failures = failures

    async def tell(self, problems: tuple[Problem, ...]) -> None:
        if self._failures:
            self._failures -= 1
            raise OSError("Slack is away")
        self.heard.append([problem.message.partition(".")[0] for problem in problems])


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110 -- what is waited for belongs to the code under test
            await asyncio.sleep(0.01)


async def watched(live: LiveRules, tell: Tell, *steps: tuple[str, Callable[[], bool]]) -> None:
    """Watch while the file is written, one step after the other; an empty text deletes it."""
    watching = asyncio.create_task(live.watch(tell, every=0.01))
    for text, is_so in steps:
        if text:
            glitter(live).write_text(text)
        else:
            glitter(live).unlink()
        await until(is_so)
    await asyncio.sleep(0.1)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching


async def test_the_comms_channel_hears_of_each_set_of_errors_once_and_that_all_is_well(
    live: LiveRules,
) -> None:
    listener = Listener()
    faulty, worse = RULE.replace("polish", "hgih"), RULE.replace("polish", "lwo")

    await watched(
        live,
        listener.tell,
        (faulty, lambda: len(listener.heard) == 1),
        (worse, lambda: len(listener.heard) == 2),
        (faulty, lambda: "hgih" in str(live.problems)),
        (RULE, lambda: len(listener.heard) == 3),
    )

    assert listener.heard == [["severity says 'hgih'"], ["severity says 'lwo'"], []]


async def test_an_edit_under_way_is_not_told(live: LiveRules) -> None:
    listener = Listener()
    watching = asyncio.create_task(live.watch(listener.tell, every=0.2))
    glitter(live).write_text("rules: [")
    await until(lambda: live.kept)
    glitter(live).write_text(RULE)
    await until(lambda: not live.kept)
    await asyncio.sleep(0.5)
    watching.cancel()
    assert listener.heard == []


async def test_what_could_not_be_told_is_told_at_the_next_look(live: LiveRules) -> None:
    listener = Listener(failures=3)

    await watched(live, listener.tell, ("rules: [", lambda: len(listener.heard) == 1))

    assert len(listener.heard) == 1


async def test_what_was_left_out_at_the_start_is_known(live: LiveRules) -> None:
    glitter(live).write_text(RULE.replace("polish", "hgih"))
    loaded = load(live.folder)
    assert loaded.ruleset

    started = LiveRules(
        live.folder, loaded.ruleset, load=load, clock=lambda: NOON, problems=loaded.errors
    )

    assert "hgih" in str(started.problems[0])
    assert not started.kept


async def test_a_folder_that_vanishes_keeps_the_last_good_set(live: LiveRules) -> None:
    good = live.current
    shutil.rmtree(live.folder)
    assert not await live.refresh()
    assert live.current is good
    assert live.problems


async def test_a_mistake_in_the_policy_text_keeps_the_last_good_rules(live: LiveRules) -> None:
    live._load = load_with_policy
    policy = live.folder / "policy" / "posting.md"
    policy.parent.mkdir()
    policy.write_text("## No name\n\nText.\n")
    assert not await live.refresh()
    assert live.kept
    policy.write_text("## Named {#named}\n\nText.\n")
    assert await live.refresh()
