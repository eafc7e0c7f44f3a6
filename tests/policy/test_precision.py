"""A rule's precision, in words and as an interval."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.policy.precision import in_words, may_be_shown, wilson
from storage.stats import RuleCounts

MANY = RuleCounts("a", hits=30, fixed=14, kept=10, not_relevant=4, wrong=2, checks=30, people=9)


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        (MANY, "right 14 of 20 times"),
        (replace(MANY, wrong=1), "right 14 of 19 times (small sample)"),
        (replace(MANY, fixed=1, not_relevant=0, wrong=0), "right 1 of 1 time (small sample)"),
        (replace(MANY, fixed=0, not_relevant=0, wrong=0), "nobody has said yet"),
        (replace(MANY, checks=4), "too few to show"),
        (replace(MANY, people=4), "too few to show"),
        (None, "too few to show"),
    ],
)
def test_precision_is_said_in_words(counts: RuleCounts | None, says: str) -> None:
    assert in_words(counts) == says


def test_five_checks_by_five_people_are_enough() -> None:
    assert may_be_shown(replace(MANY, checks=5, people=5))


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    # worked out by hand from the formula of Wilson's paper of 1927
    [(14, 20, 0.4810, 0.8545), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0)],
)
def test_the_interval_is_wilsons(successes: int, total: int, low: float, high: float) -> None:
    assert wilson(successes, total) == pytest.approx((low, high), abs=1e-4)


def test_without_a_judgement_there_is_no_interval() -> None:
    assert wilson(0, 0) is None
