"""Words nearby: whether one of some phrases stands within so many words of a match."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from bot.policy.body import Near
from bot.policy.matching.cover import Cover
from bot.policy.matching.group import phrases
from bot.policy.matching.index import IndexBuilder, Scan
from bot.policy.matching.probe import Probe

Span = tuple[int, int]


class Neighbours:
    """The compiled form of `near` and `unless_near`."""

    def __init__(self, near: Near, index: IndexBuilder) -> None:
        """Add the phrases to the index."""
        self._phrases = phrases(near.any_, index)
        self._within = near.within
        self._outside = near.outside

    @property
    def probes(self) -> Sequence[Probe]:
        """The phrases."""
        return self._phrases.probes

    def stands(self, scan: Scan) -> bool:
        """Whether one of the phrases stands anywhere in a draft."""
        return self._phrases.stand(scan)

    def spans(self, scan: Scan) -> list[Span]:
        """Return where the phrases stand in a draft, in its folded view."""
        return self._phrases.spans(scan)

    def around(self, scan: Scan, named: Neighbours | None = None) -> Around:
        """Return where the phrases stand in one draft, but for parts of what `named` finds.

        “City” is no city in the name of a product, “City Card”.
        """
        found = self.spans(scan)
        if named is not None and found:
            names = Cover((*span, span) for span in named.spans(scan))
            found = [span for span in found if names.over(*span) in {None, span}]
        return Around(scan, found, self._within, outside=self._outside)


class Around:
    """Where some phrases stand in one draft, ready to be asked for many matches."""

    def __init__(self, scan: Scan, found: list[Span], within: int, *, outside: bool) -> None:
        """`found` are spans in the folded view; `outside` leaves out what is in a match."""
        self._view = scan.view
        self._within = within
        self._outside = outside
        self._found = sorted(found)
        self._starts = [start for start, _ in self._found]
        self._ends = sorted(end for _, end in found)
        self._longest = max((end - start for start, end in found), default=0)

    def near(self, start: int, end: int) -> bool:
        """Whether one stands beside `folded[start:end]`, is a part of it or reaches into it.

        What is the match itself is not near it.
        """
        return self._beside(start, end) or (not self._outside and self._overlaps(start, end))

    def _overlaps(self, start: int, end: int) -> bool:
        for number in range(bisect_left(self._starts, end) - 1, -1, -1):
            low, high = self._found[number]
            if low + self._longest <= start:
                return False
            if high > start and (low, high) != (start, end):
                return True
        return False

    def _beside(self, start: int, end: int) -> bool:
        # Words side by side are one word apart.
        view = self._view
        behind = bisect_left(self._starts, end)
        if behind < len(self._starts):
            apart = view.first_word(self._starts[behind]) - view.last_word(end)
            if apart <= self._within:
                return True
        before = bisect_right(self._ends, start) - 1
        if before < 0:
            return False
        return view.first_word(start) - view.last_word(self._ends[before]) <= self._within
