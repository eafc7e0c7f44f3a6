"""The folded view of a draft: what rules match on, with the way back to the draft as given."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from bot.policy.text.folding import scripted, unmixed, way_back
from bot.policy.text.offsets import Map

Span = tuple[int, int]

_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # don't is one word


class View:
    """A draft's text, folded: NFKC, one case, nothing invisible, straight quotes and dashes.

    Runs of white space are one space, or one line break where they hold one. Not changed once
    made; safe to share.
    """

    __slots__ = (
        "_cased_raw",
        "_folded_raw",
        "_map",
        "_words",
        "cased",
        "folded",
        "given",
        "scripted",
        "spaced",
    )

    def __init__(self, given: str) -> None:
        """`given` is the draft as the author typed it."""
        self.given = given
        # Position by position the same, but with letters of other alphabets where they were given.
        self.scripted = scripted(given)
        self.cased = unmixed(self.scripted)
        self.folded = self.cased.lower() if self.cased.isascii() else self.cased.casefold()
        # With a space for every line break, for phrases that run across lines.
        self.spaced = self.folded.replace("\n", " ") if "\n" in self.folded else self.folded
        self._map: Map | None = None
        self._folded_raw: bytes | None = None
        self._cased_raw: bytes | None = None
        self._words: tuple[list[int], list[int]] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the span in the draft of `folded[start:end]`, which is that of `cased` too."""
        if self.cased is self.given or end <= start:
            return (start, end)
        if self._map is None:  # most drafts never need it
            self._map = way_back(self.given)
        return (self._map.start(start), self._map.end(end))

    @property
    def folded_raw(self) -> bytes:
        """The folded text in UTF-8, for regexes."""
        if self._folded_raw is None:
            self._folded_raw = self.folded.encode()
        return self._folded_raw

    @property
    def cased_raw(self) -> bytes:
        """The text with its capitals in UTF-8, for regexes."""
        if self._cased_raw is None:
            self._cased_raw = self.cased.encode()
        return self._cased_raw

    def words(self) -> tuple[list[int], list[int]]:
        """Return where the words of the folded text begin, and where they end."""
        if self._words is None:
            spans = [match.span() for match in _WORDS.finditer(self.folded)]
            self._words = [start for start, _ in spans], [end for _, end in spans]
        return self._words

    def first_word(self, start: int) -> int:
        """Return the number of the first word that ends after `start`."""
        return bisect_right(self.words()[1], start)

    def last_word(self, end: int) -> int:
        """Return the number of the last word that begins before `end`."""
        return bisect_left(self.words()[0], end) - 1

    def word_end(self, position: int) -> int:
        """Return where the word around `position` ends, `position` itself outside of words."""
        starts, ends = self.words()
        number = bisect_right(starts, position) - 1
        return max(position, ends[number]) if number >= 0 else position


@lru_cache(maxsize=16_384)  # a large pack's phrases, each read more than once while it loads
def fold(text: str) -> str:
    """Return a term the way the folded view has it, on one line."""
    return View(text).spaced.strip()


@lru_cache(maxsize=1024)
def fold_case(text: str) -> str:
    """Return a term the way the view with capitals has it, on one line."""
    return View(text).cased.replace("\n", " ").strip()
