"""One run beside an earlier one, case by case: whether a change made the reviewer worse."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.limits import CORPUS_BYTES, read_file
from bot.review.eval.stats import exact_p

ENOUGH = 0.05
"""Below this p a difference is taken for one that chance does not explain."""


@dataclass(frozen=True, slots=True)
class Paired:
    """What changed in the cases that both runs could measure. `p` is McNemar's, exact."""

    name: str
    cases: int
    better: int
    worse: int
    p: float

    @property
    def is_worse(self) -> bool:
        """Whether the reviewer got worse, beyond what chance explains."""
        return self.worse > self.better and self.p < ENOUGH


def read_baseline(file: Path) -> list[dict[str, Any]]:
    """Return the results of an earlier `checkpost eval --json`.

    Raises OSError, or ValueError when the file is something else.
    """
    try:
        told = json.loads(read_file(file, CORPUS_BYTES))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    results = told.get("results") if isinstance(told, dict) else None
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        raise ValueError("it holds no results")
    return results


def compare(before: Sequence[dict[str, Any]], now: Sequence[dict[str, Any]]) -> list[Paired]:
    """Compare two runs: all cases by whether they came out right, good posts by false alarms."""
    good = [one for one in now if one["good"]]
    return [_paired("right", before, now), _paired("quiet", before, good)]


def _paired(name: str, before: Sequence[dict[str, Any]], now: Sequence[dict[str, Any]]) -> Paired:
    known = {one.get("id"): one.get(name) for one in before}
    pairs = [
        (known[one["id"]], one[name])
        for one in now
        if known.get(one["id"]) is not None and one[name] is not None
    ]
    better = sum(bool(after) and not was for was, after in pairs)
    worse = sum(bool(was) and not after for was, after in pairs)
    return Paired(name, len(pairs), better, worse, exact_p(better, worse))
