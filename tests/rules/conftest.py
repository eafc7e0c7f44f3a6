"""The shipped rules, loaded once for all tests of this folder."""

from __future__ import annotations

import pytest

from bot.policy.loader import Loaded
from bot.policy.ruleset import RuleSet
from tests import shipped


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    return shipped.loaded()


@pytest.fixture(scope="session")
def ruleset() -> RuleSet:
    return shipped.shipped()
