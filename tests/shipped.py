"""The shipped rules, loaded once in each process: that takes most of a second."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.policy.loader import Loaded, load
from bot.policy.ruleset import RuleSet

RULES = Path(__file__).resolve().parents[1] / "rules"


@cache
def loaded() -> Loaded:
    """What loading them gave, with what every one of their own tests said."""
    return load(RULES)


def shipped() -> RuleSet:
    """The rules themselves, without what they say in other languages."""
    ruleset = loaded().ruleset
    assert ruleset is not None
    return ruleset
