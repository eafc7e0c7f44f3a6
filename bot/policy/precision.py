"""How often a rule was right, in words that say how much that means."""

from __future__ import annotations

from math import sqrt
from typing import Protocol

from bot.messages import say

FEWEST_CHECKS = FEWEST_PEOPLE = 5
"""Below either, a rule's figures could be about somebody, and are not shown."""
SMALL_SAMPLE = 20
_Z = 1.959964  # 95 %, two-sided


class Counted(Protocol):
    """What became of one rule's findings; `storage.stats.RuleCounts` is the real one.

    `checks` and `people` say how many different ones `hits` come from.
    """

    @property
    def rule(self) -> str:
        """The rule's id."""
        ...

    @property
    def hits(self) -> int:
        """How often it found something."""
        ...

    @property
    def fixed(self) -> int:
        """How often the author changed the draft."""
        ...

    @property
    def kept(self) -> int:
        """How often the author left it."""
        ...

    @property
    def not_relevant(self) -> int:
        """How often the author said that it does not apply here."""
        ...

    @property
    def wrong(self) -> int:
        """How often the author said that the rule is wrong."""
        ...

    @property
    def checks(self) -> int:
        """How many checks."""
        ...

    @property
    def people(self) -> int:
        """How many people."""
        ...


def may_be_shown(counts: Counted) -> bool:
    """Whether enough checks by enough people stand behind a rule's figures."""
    return counts.checks >= FEWEST_CHECKS and counts.people >= FEWEST_PEOPLE


def judged(counts: Counted) -> int:
    """Return how many findings count for precision: fixed, not relevant and wrong."""
    return counts.fixed + counts.not_relevant + counts.wrong


def in_words(counts: Counted | None) -> str:
    """Return a rule's precision as people read it, such as `right 14 of 20 times`."""
    if counts is None or not may_be_shown(counts):
        return say("rules.too_few")
    total = judged(counts)
    if not total:
        return say("rules.nobody_said")
    right = say("rules.right", right=counts.fixed, count=total)
    return say("rules.small_sample", right=right) if total < SMALL_SAMPLE else right


def wilson(successes: int, total: int) -> tuple[float, float] | None:
    """Return the 95 % score interval for a share (Wilson 1927), None without any trial."""
    if total == 0:
        return None
    share, square = successes / total, _Z * _Z
    middle = share + square / (2 * total)
    spread = _Z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    below = 1 + square / total
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)
