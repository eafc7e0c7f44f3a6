"""Learns what each sign of a reply weighs, from labelled replies, and writes it down.

    python -m tests.replies.learning LABELLED.jsonl … > bot/replies/weights/en.json

Each line of a file holds `comment`, `draft` and, true or false, those of `acknowledges`, `empathy`
and `next_step` that somebody judged. The project's own labelled replies are always learnt from,
too. A file after `--seen` is one that the phrase lists were made with: what they say of it is
better than what they say of others, so it counts for less. `--out-of FOLDS` learns from all but
one part of the files, part after part, and prints the share of what was judged that is met there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.replies.learnt import TAKES_BACK, TICKS, signs_of
from bot.replies.reading import sides_of, told_by_lists
from bot.verdict import Draft

SEEN = 0.3  # what a reply counts that the lists were made with
_RARE = 4  # replies that hold a sign at least; what fewer hold says more of them than of it
_RIDGE = 2.0  # how strongly weights are held near 0, chosen with replies left out
_KEPT = 1000  # signs, for each tick
_ROUNDS = 400
_HERE = Path(__file__).parent
_OWN = (_HERE / "replies.jsonl", _HERE / "edges.jsonl", _HERE.parents[1] / "rules" / "corpus.jsonl")

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Reply:
    """A labelled reply: its signs, its labels in the order of the ticks, and what it counts."""

    signs: frozenset[str]
    labels: tuple[bool | None, ...]
    told: tuple[bool, ...]
    counts: float


def read(file: Path, counts: float) -> Iterable[Reply]:
    """Yield the English replies of a file."""
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        labels = row.get("reply", row)
        draft, comment, unread = sides_of(Draft(row["draft"]), row.get("comment"))
        if comment is not None and not unread and draft.lists.language == "en":
            told = told_by_lists(draft, comment)
            yield Reply(
                frozenset(signs_of(draft, comment, told)),
                tuple(labels.get(tick) for tick in TICKS),
                tuple(told[tick] is not None for tick in TICKS),
                counts,
            )


def learn(replies: Sequence[Reply], tick: int) -> tuple[float, Mapping[str, float]]:
    """Return the bias and the weights of a tick: a logistic regression with a ridge."""
    replies = [reply for reply in replies if reply.labels[tick] is not None]
    seen = Counter(sign for reply in replies for sign in reply.signs)
    names = sorted(sign for sign, times in seen.items() if times >= _RARE)
    bias, weights = _fit(replies, names, tick)
    kept = np.sort(np.argsort(-np.abs(weights))[:_KEPT])
    names = [names[at] for at in kept]
    bias, weights = _fit(replies, names, tick)
    return bias, dict(zip(names, weights.tolist(), strict=True))


def _fit(replies: Sequence[Reply], names: Sequence[str], tick: int) -> tuple[float, Numbers]:
    """Minimise the logistic loss by gradient descent with momentum (Nesterov)."""
    at = {name: number for number, name in enumerate(names, 1)}
    held = np.zeros((len(replies), len(names) + 1))
    held[:, 0] = 1
    for row, reply in zip(held, replies, strict=True):
        row[[at[sign] for sign in reply.signs if sign in at]] = 1
    labels = np.array([bool(reply.labels[tick]) for reply in replies], float)
    counts = np.array([reply.counts for reply in replies])
    ridge = np.full(len(names) + 1, _RIDGE)
    ridge[0] = 0
    steepest = _steepest(held * np.sqrt(counts)[:, None]) / 4 + _RIDGE
    weights = ahead = np.zeros(len(names) + 1)
    for turn in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-held @ ahead))
        slope = held.T @ (counts * (likely - labels)) + ridge * ahead
        after = ahead - slope / steepest
        ahead = after + turn / (turn + 3) * (after - weights)
        weights = after
    return float(weights[0]), weights[1:]


def _steepest(held: Numbers) -> float:
    """Return the largest eigenvalue of a matrix times itself: longer steps would overshoot."""
    most = np.ones(held.shape[1])
    for _ in range(_ROUNDS // 10):
        most = held.T @ (held @ (most / np.linalg.norm(most)))
    return float(np.linalg.norm(most))


def right(
    replies: Sequence[Reply], weights: Sequence[tuple[float, Mapping[str, float]]]
) -> Numbers:
    """Return which labels are met: a row for each reply, a column for each tick."""
    sums = [
        [bias + sum(signs.get(sign, 0.0) for sign in reply.signs) for bias, signs in weights]
        for reply in replies
    ]
    least = [TAKES_BACK[tick] for tick in TICKS]
    enough = np.where(np.array([reply.told for reply in replies]), least, 0)
    met: Numbers = (np.array(sums) > enough) == np.array([reply.labels for reply in replies])
    return met


def left_out(replies: Sequence[Reply], others: Sequence[Reply], folds: int) -> Mapping[str, object]:
    """Return the share of labels met by the lists, and by what was learnt from other replies.

    What nobody judged is no part of it; the share is None where nobody judged any.
    """
    met = np.zeros((len(replies), len(TICKS)))
    for fold in range(folds):
        out = slice(fold, None, folds)
        rest = [reply for at, reply in enumerate(replies) if at % folds != fold]
        weights = [learn([*rest, *others], tick) for tick in range(len(TICKS))]
        met[out] = right(replies[out], weights)
    lists = np.array([reply.told for reply in replies]) == np.array([one.labels for one in replies])
    return {
        "replies": len(replies),
        "lists": _shares(lists, replies),
        "learnt": _shares(met, replies),
    }


def _shares(met: Numbers, replies: Sequence[Reply]) -> Mapping[str, float | None]:
    judged = np.array([[label is not None for label in reply.labels] for reply in replies])
    of_each = [column[own] for column, own in zip(met.T, judged.T, strict=True)]
    return {
        tick: round(float(own.mean()), 3) if len(own) else None
        for tick, own in zip(TICKS, of_each, strict=True)
    }


def main() -> None:
    """Print the weights, or with `--out-of` how well they do."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("labelled", nargs="*", type=Path)
    options.add_argument("--seen", nargs="*", type=Path, default=[])
    options.add_argument("--out-of", type=int, metavar="FOLDS")
    given = options.parse_args()
    replies = [reply for file in given.labelled for reply in read(file, 1.0)]
    others = [reply for file in _OWN for reply in read(file, 1.0)]
    others += [reply for file in given.seen for reply in read(file, SEEN)]
    if given.out_of:
        told: object = left_out(replies, others, given.out_of)
    else:
        told = {tick: _written(*learn([*replies, *others], at)) for at, tick in enumerate(TICKS)}
    sys.stdout.write(f"{json.dumps(told, indent=1, ensure_ascii=False)}\n")


def _written(bias: float, signs: Mapping[str, float]) -> Mapping[str, object]:
    rounded = {name: round(weight, 2) for name, weight in signs.items()}
    return {
        "bias": round(bias, 2),
        "signs": {name: weight for name, weight in rounded.items() if weight},
    }


if __name__ == "__main__":
    main()
