"""Whatever a draft is made of, it is read to its end: one in each finder's own worst words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Platform
from tests.benchmarks.rules import HOSTILE
from tests.shipped import shipped

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LENGTH = 100_000


@pytest.fixture
def rules() -> RuleSet:
    return shipped()


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hundred_thousand_hostile_characters_are_read(rules: RuleSet, piece: str) -> None:
    text = (piece * LENGTH)[:LENGTH]

    found = rules.read(Draft(text, Platform.X), AT).findings

    assert all(text[one.start : one.end] == one.text for one in found)


def test_a_secret_behind_hostile_text_is_still_found(rules: RuleSet) -> None:
    text = "a.b@c " * 10_000 + "the key is sk-proj-" + "a1B2c3D4" * 4

    topics = {one.topic for one in rules.read(Draft(text), AT).findings}

    assert "credential" in topics
