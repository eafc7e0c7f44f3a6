"""The way back from a folded text to the text as given, so that spans are exact."""

from __future__ import annotations

from bisect import bisect_right


class Map:
    """The way from positions in a view to positions in the draft, in pieces.

    Piece `i` begins at `at[i]` in the view and at `given[i]` in the draft. A straight piece runs
    one to one; the others stand for `until[i] - given[i]` characters as a whole.
    """

    __slots__ = ("at", "given", "until")

    def __init__(self) -> None:
        """Begin without pieces."""
        self.at: list[int] = []
        self.given: list[int] = []
        self.until: list[int] = []  # -1: straight

    def add(self, at: int, given: int, until: int = -1) -> None:
        """Add the next piece."""
        self.at.append(at)
        self.given.append(given)
        self.until.append(until)

    def extend(self, until: int) -> None:
        """Have the last piece stand for everything up to `until`."""
        self.until[-1] = until

    def start(self, position: int) -> int:
        """Return where the character at `position` of the view begins in the draft."""
        piece = bisect_right(self.at, position) - 1
        straight = self.until[piece] < 0
        return self.given[piece] + (position - self.at[piece] if straight else 0)

    def end(self, position: int) -> int:
        """Return where the character before `position` of the view ends in the draft."""
        piece = bisect_right(self.at, position - 1) - 1
        if self.until[piece] < 0:
            return self.given[piece] + position - self.at[piece]
        return self.until[piece]
