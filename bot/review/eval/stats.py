"""The statistics of small numbers: rates with their uncertainty, and a paired comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, comb, sqrt

LEAST = 10
"""Fewer cases than this make no rate: a percentage of seven things says nothing."""

_Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` of `of`. `value` and its 95 % interval are None where there are too few cases."""

    hits: int
    of: int
    value: float | None
    low: float | None
    high: float | None


def rate(hits: int, of: int) -> Rate:
    """Return a rate with its Wilson interval (Wilson 1927), which holds for small numbers too."""
    if of < LEAST:
        return Rate(hits, of, None, None, None)
    share, square = hits / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    spread = _Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    low, high = max(0.0, middle - spread), min(1.0, middle + spread)
    return Rate(hits, of, *(round(value, 4) for value in (share, low, high)))


def exact_p(better: int, worse: int) -> float:
    """Return the two-sided p of McNemar's exact test for what changed in paired cases."""
    changed = better + worse
    if changed == 0:
        return 1.0
    tail = sum(comb(changed, i) for i in range(min(better, worse) + 1))
    return min(1.0, 2 * tail / (1 << changed))


def percentile(values: Sequence[int], share: float) -> int | None:
    """Return the value that `share` of the values do not exceed, None without values."""
    ranked = sorted(values)
    return ranked[max(0, ceil(share * len(ranked)) - 1)] if ranked else None
