"""The same statement gets the same verdict, in whatever dialect and about whomever it is said."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Platform

ANY_DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("parity.yaml").read_text("utf-8"))
DIALECTS = [(group[0], other) for group in DATA["dialects"] for other in group[1:]]
IDENTITIES = [
    (say.format(who=group["words"][0]), say.format(who=word))
    for group in DATA["identities"]
    for say in group["say"]
    for word in group["words"][1:]
]

Outcome = tuple[str, bool, tuple[str, ...]]


def outcome(ruleset: RuleSet, draft: str) -> Outcome:
    reading = ruleset.read(Draft(draft, Platform.LINKEDIN), ANY_DAY)
    topics = {f"{finding.severity} {finding.topic}" for finding in reading.findings}
    return reading.verdict.value, reading.guarded, tuple(sorted(topics))


def test_there_are_pairs_enough() -> None:
    assert len(DIALECTS) >= 60
    assert len(IDENTITIES) >= 60


@pytest.mark.parametrize(("one", "other"), DIALECTS)
def test_a_dialect_changes_nothing(ruleset: RuleSet, one: str, other: str) -> None:
    assert outcome(ruleset, other) == outcome(ruleset, one)


@pytest.mark.parametrize(("one", "other"), IDENTITIES)
def test_who_somebody_is_changes_nothing(ruleset: RuleSet, one: str, other: str) -> None:
    assert outcome(ruleset, other) == outcome(ruleset, one)
