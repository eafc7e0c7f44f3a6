"""The folded view of a draft: what rules match on, with the way back to the draft as given."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache

from bot.policy.folding import cased

Span = tuple[int, int]

_WORDS = re.compile(r"[^\W_]+")


class View:
    """A draft's text, folded: NFKC, one case, nothing invisible, straight quotes and dashes.

    Runs of white space are one space, or one line break where they hold one. Not changed once
    made; safe to share.
    """

    def __init__(self, given: str) -> None:
        """`given` is the draft as the author typed it."""
        self.given = given
        self.cased, self._map = cased(given)
        lower = self.cased.lower() if self.cased.isascii() else self.cased.casefold()
        self.folded = lower

    def span(self, start: int, end: int) -> Span:
        """Return the span in the draft of `folded[start:end]`, which is that of `cased` too."""
        if self._map is None or end <= start:
            return (start, end)
        return (self._map.start(start), self._map.end(end))

    @cached_property
    def spaced(self) -> str:
        """The folded text with a space for every line break, for phrases that run across lines."""
        return self.folded.replace("\n", " ")

    @cached_property
    def folded_raw(self) -> bytes:
        """The folded text in UTF-8, for regexes."""
        return self.folded.encode()

    @cached_property
    def cased_raw(self) -> bytes:
        """The text with its capitals in UTF-8, for regexes."""
        return self.cased.encode()

    @cached_property
    def _words(self) -> tuple[list[int], list[int]]:
        spans = [match.span() for match in _WORDS.finditer(self.folded)]
        return [start for start, _ in spans], [end for _, end in spans]

    def first_word(self, start: int) -> int:
        """Return the number of the first word that ends after `start`."""
        return bisect_right(self._words[1], start)

    def last_word(self, end: int) -> int:
        """Return the number of the last word that begins before `end`."""
        return bisect_left(self._words[0], end) - 1

    def word_end(self, position: int) -> int:
        """Return where the word around `position` ends, `position` itself outside of words."""
        number = bisect_right(self._words[0], position) - 1
        return max(position, self._words[1][number]) if number >= 0 else position


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a term the way the folded view has it, on one line."""
    return View(text).spaced.strip()


@lru_cache(maxsize=1024)
def fold_case(text: str) -> str:
    """Return a term the way the view with capitals has it, on one line."""
    return View(text).cased.replace("\n", " ").strip()
