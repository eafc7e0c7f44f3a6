"""The shipped rules, loaded once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policy.loader import Loaded, load
from bot.policy.ruleset import RuleSet

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    return load(RULES)


@pytest.fixture(scope="session")
def ruleset(loaded: Loaded) -> RuleSet:
    assert loaded.ruleset is not None
    return loaded.ruleset
