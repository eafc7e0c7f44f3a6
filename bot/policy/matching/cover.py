"""Which of many stretches of a text covers a span: asked for every match, so never one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

What = TypeVar("What")


def side_by_side(
    stretches: Iterable[tuple[int, int, What]], text: str
) -> Iterator[tuple[int, int, What]]:
    """Yield stretches of a text, and those that follow each other over a space as one besides."""
    begins: dict[int, int] = {}  # by the end of a row, where it begins
    for start, end, what in sorted(stretches, key=lambda stretch: stretch[:2]):
        yield start, end, what
        beside = start > 0 and text[start - 1] == " "
        first = begins.get(start - 1, start) if beside else start
        begins[end] = min(first, begins.get(end, first))
        if first < start:
            yield first, end, what


class Cover(Generic[What]):
    """Stretches of a text, each with what it stands for."""

    __slots__ = ("_reach", "_starts")

    def __init__(self, stretches: Iterable[tuple[int, int, What]]) -> None:
        """Take (start, end, what) in any order; stretches may overlap."""
        ordered = sorted(stretches, key=lambda stretch: stretch[0])
        self._starts = [start for start, _, _ in ordered]
        self._reach: list[tuple[int, What]] = []  # the furthest end so far, and whose it is
        for _, end, what in ordered:
            if not self._reach or end > self._reach[-1][0]:
                self._reach.append((end, what))
            else:
                self._reach.append(self._reach[-1])

    def over(self, start: int, end: int) -> What | None:
        """Return what covers all of `[start, end)`, or None."""
        before = bisect_right(self._starts, start) - 1
        if before < 0:
            return None
        reach, what = self._reach[before]
        return what if end <= reach else None
