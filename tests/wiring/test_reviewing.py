"""The reviewer put together: it follows the live rules, and tells comms what only they can mend."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copytree

import pytest
from pydantic import SecretStr

from bot.policy.loader import load
from bot.policy.ruleset import RuleSet
from bot.review.outcome import Reviewer, ReviewStatus
from bot.settings import Settings
from bot.verdict import Draft
from bot.wiring.reviewing import make_reviewer
from tests.model_server import ModelServer, answers, claim, fails, review
from tests.policy.writing import write_folder
from tests.reviewing import Told

RULE = """
id: bird
title: Birds
topic: confidential
severity: polish
kind: phrase
message: A bird.
why: It is early.
any: [osprey]
status: watch
"""
FACT = """version: 1
facts:
  - id: leaks
    statement: "Leaks are found 31 % faster."
    source: "https://press.example"
    owner: "#comms"
    valid_from: "2026-01-01"
"""
VOICE = """
voice:
  - {trait: Plain, do: Say what we did, dont: Use jargon}
  - {trait: Warm}
tone: {off: [overly_informal, defensive]}
"""


def ruleset(folder: Path) -> RuleSet:
    loaded = load(folder)
    assert loaded.ruleset is not None
    assert loaded.errors == ()
    return loaded.ruleset


@asynccontextmanager
async def reviewer(
    server: ModelServer, rules: Callable[[], RuleSet], told: Told | None = None
) -> AsyncIterator[Reviewer]:
    settings = Settings(
        openai_base_url=server.base_url,
        openai_api_key=SecretStr("k"),
        checkpost_model="test",
        checkpost_prompts=Path(__file__).parents[2] / "prompts",
    )
    made = make_reviewer(settings, rules, b"k" * 32, tell=told)
    yield made
    await made.aclose()


async def test_the_briefing_holds_the_voice_and_only_the_categories_that_are_on(
    tmp_path: Path,
) -> None:
    folder = write_folder(tmp_path, RULE)
    file = folder / "organization.yaml"
    file.write_text(file.read_text() + VOICE)
    rules = ruleset(folder)

    async with ModelServer() as server, reviewer(server, lambda: rules) as asked:
        await asked.review(Draft("Good morning"))

    told = server.requests[0].body["messages"][0]["content"]
    assert "- Plain. Do: Say what we did Don't: Use jargon\n- Warm." in told
    categories = next(line for line in told.split("\n") if line.startswith("Categories:"))
    assert "overly_formal" in categories
    assert "overly_informal" not in categories
    assert "defensive" not in categories


async def test_facts_count_from_the_moment_the_rules_are_read_again(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, RULE)
    live = [ruleset(folder)]
    draft = Draft("Leaks are found 47 % faster")
    found = {"source_id": "leaks", "quote": "found 31 % faster", "stance": "refutes"}
    compared = answers({"results": [{"claim_id": "c0", "evidence": [found]}]})

    async with ModelServer() as server, reviewer(server, lambda: live[0]) as asked:
        server.enqueue(answers(review(claims=[claim("47 % faster")])))
        before = await asked.review(draft)
        (folder / "facts.yaml").write_text(FACT)
        live[0] = ruleset(folder)
        server.enqueue(answers(review(claims=[claim("47 % faster")])), compared)
        after = await asked.review(draft)

    assert [finding.rule for finding in before.findings] == ["unsupported"]
    assert [finding.rule for finding in after.findings] == ["leaks"]


@pytest.mark.parametrize("broken", ["review.md", "verify.md", "models.yaml"])
async def test_a_broken_prompt_turns_reviews_off_and_says_which(
    broken: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rules = ruleset(write_folder(tmp_path, RULE))
    prompts = tmp_path / "prompts"
    copytree(Path(__file__).parents[2] / "prompts", prompts)
    (prompts / broken).write_text("no front matter")
    settings = Settings(openai_api_key=SecretStr("k"), checkpost_prompts=prompts)

    made = make_reviewer(settings, lambda: rules, b"k" * 32)

    assert made.host == ""
    assert (await made.review(Draft("Anything"))).status is ReviewStatus.DISABLED
    assert broken in "".join(capfd.readouterr())


async def test_comms_are_told_once_that_the_key_is_refused(tmp_path: Path) -> None:
    rules, told = ruleset(write_folder(tmp_path, RULE)), Told()

    async with (
        ModelServer(usually=fails(401)) as server,
        reviewer(server, lambda: rules, told) as asked,
    ):
        said = [await asked.review(Draft(text)) for text in ("One", "Two")]

    assert [one.status for one in said] == [ReviewStatus.AUTH_ERROR] * 2
    assert told.statuses == [ReviewStatus.AUTH_ERROR]
