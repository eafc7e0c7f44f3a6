"""Files that are nearly right: the shipped ones with a slip in them, and what their readers say."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.policy.files.desk import Desk
from bot.policy.files.folder import Folder
from bot.policy.files.habit_files import read_habits
from bot.policy.files.policy_text import read_policy_text
from bot.policy.loader import Loaded, load
from bot.review.eval.answers import read_recordings
from bot.review.eval.cases import read_cases
from bot.review.eval.compare import read_baseline
from bot.review.models import default_model
from bot.review.prompts import PromptProblem, read_prompt
from bot.weekly import CronProblem, parse_cron
from tests.spoiling import spoiled

ROOT = Path(__file__).parents[1]
RULES, PROMPTS = ROOT / "rules", ROOT / "prompts"
KEPT = "packs/core/legal.yaml"
PACKS = sorted(
    file.relative_to(RULES).as_posix()
    for file in RULES.glob("packs/*/*.yaml")
    if file.name != "pack.yaml"
)
BESIDE = sorted(
    file.relative_to(RULES).as_posix()
    for kind in ("*.yaml", "campaigns/*.yaml", "campaigns/languages/*.yaml")
    for file in RULES.glob(kind)
)
SOME = settings(
    max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
MANY = settings(SOME, max_examples=150)


@cache
def shipped(name: str) -> str:
    return (RULES / name).read_text("utf-8")


def loaded_with(name: str, text: str) -> Loaded:
    """Load the shipped rules with one file spoilt, and of the others' rules two files alone."""
    others = {pack: None for pack in PACKS if pack not in {name, KEPT}}
    return load(RULES, {**others, name: text})


@SOME
@given(data=st.data(), name=st.sampled_from([name for name in PACKS if name != KEPT]))
def test_a_slip_in_one_rule_file_is_told_and_costs_no_other_file_its_rules(
    data: st.DataObject, name: str
) -> None:
    loaded = loaded_with(name, data.draw(spoiled(shipped(name))))

    assert loaded.ruleset is not None
    assert kept() <= {rule.id for rule in loaded.ruleset.rules}
    assert all(str(problem).startswith("rules/") for problem in loaded.problems)


@cache
def kept() -> frozenset[str]:
    ruleset = loaded_with("packs/core/pack.yaml", shipped("packs/core/pack.yaml")).ruleset
    assert ruleset is not None
    return frozenset(rule.id for rule in ruleset.rules)


@SOME
@given(data=st.data(), name=st.sampled_from(BESIDE))
def test_a_slip_in_a_file_beside_the_rules_is_told(data: st.DataObject, name: str) -> None:
    loaded = loaded_with(name, data.draw(spoiled(shipped(name))))

    assert loaded.ruleset is not None or loaded.errors
    assert all(str(problem).startswith("rules/") for problem in loaded.problems)


@MANY
@given(data=st.data())
def test_a_slip_in_the_policys_text_is_told(data: st.DataObject) -> None:
    desk = Desk()
    spoilt = data.draw(spoiled(shipped("policy/posting.md"))).encode("utf-8", "replace").decode()

    found = read_policy_text(spoilt, "posting.md", desk)

    assert found or desk.problems
    assert all("posting.md" in str(problem) for problem in desk.problems)


@SOME
@given(data=st.data(), name=st.sampled_from(["01-passwords", "04-lookalike-links"]))
def test_a_slip_in_a_drill_is_told(data: st.DataObject, name: str) -> None:
    drill = f"drills/{name}.yaml"
    folder = Folder(RULES, overlay={drill: data.draw(spoiled(shipped(drill)))})

    habits = read_habits(folder)

    assert len(habits) >= len([*RULES.glob("drills/*.yaml")]) - 1
    assert all(str(problem).startswith("rules/drills/") for problem in folder.desk.problems)


@SOME
@given(data=st.data(), name=st.sampled_from(["review", "models.yaml"]))
def test_a_slip_in_a_prompt_is_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, name: str
) -> None:
    folder = tmp_path_factory.mktemp("prompts")
    file = folder / (name if "." in name else f"{name}.md")
    text = data.draw(spoiled((PROMPTS / file.name).read_text("utf-8")))
    file.write_text(text, "utf-8", "replace")

    with suppress(PromptProblem):
        assert default_model(folder) if "." in name else read_prompt(folder, name).body.strip()


CASE = json.dumps({"id": "a", "draft": "The tide", "tone": [], "claims": []})
RECORDING = json.dumps({"id": "a", "model": "m", "at": "2026-11-23", "answers": ["{}"]})
BASELINE = json.dumps({"results": [{"id": "a", "right": True, "quiet": None, "good": True}]})
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=5,
)


@MANY
@given(data=st.data(), kind=st.sampled_from(["cases", "recordings", "baseline"]))
def test_a_slip_in_a_file_of_the_evaluation_is_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, kind: str
) -> None:
    written = {"cases": CASE, "recordings": RECORDING, "baseline": BASELINE}[kind]
    fields: dict[str, Any] = json.loads(written)
    field = data.draw(st.sampled_from(sorted(fields)))
    odd = json.dumps({**fields, field: data.draw(values)})
    text = data.draw(st.sampled_from([odd, "[" * 5_000]) | spoiled(f"{written}\n{odd}"))
    file = tmp_path_factory.mktemp("eval") / "told.jsonl"
    file.write_text(text, "utf-8", "replace")

    if kind == "cases":
        read = read_cases(file)
        assert read.cases or read.problems or not text.strip() or '"tone"' not in text
        return
    with suppress(ValueError):
        assert (read_recordings(file) if kind == "recordings" else read_baseline(file)) is not None


@MANY
@given(text=st.text(max_size=30) | spoiled("0 9 * * mon") | st.from_regex(r"[0-9*/, -]{1,20}"))
def test_no_moment_of_the_week_breaks_its_reader(text: str) -> None:
    with suppress(CronProblem):
        parse_cron(text)
