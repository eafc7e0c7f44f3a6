"""A cheap first look, so that most texts need no second: some words, a digit, a dot in a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ahocorasick_rs

MOST_TRIES = 100  # candidates that are looked at closely in one draft, so that none takes long
_DIGIT = re.compile("[0-9]")
_SPACE = re.compile("[ \n]")
_DOT_IN_WORD = re.compile(r"\.[^\W_]")


class Hints:
    """Some lower-case pieces of text, looked for together in one pass."""

    def __init__(self, pieces: Iterable[str]) -> None:
        """Every text that the closer look would find something in must hold one of `pieces`."""
        self._finder = ahocorasick_rs.AhoCorasick([*pieces])

    def stand_in(self, lower: str) -> bool:
        """Whether one of them stands in `lower`, a text in lower case."""
        return bool(self._finder.find_matches_as_indexes(lower))

    def begin_a_word_in(self, lower: str) -> bool:
        """Whether one of them stands in `lower` with no letter in front."""
        return any(
            start == 0 or not lower[start - 1].isalpha()
            for _, start, _ in self._finder.find_matches_as_indexes(lower, overlapping=True)
        )


def stretches(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """Yield the parts without a space or line break in which `mark` stands, each once.

    What holds the mark and no white space is found in them as in the whole text, and much sooner.
    """
    end = 0
    at = text.find(mark)
    while at >= 0:
        start, end = _part(text, at, end)
        yield start, end
        at = text.find(mark, end)


def dotted(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts without a space in which a full stop stands inside a word, each once."""
    end = 0
    for found in _DOT_IN_WORD.finditer(text):
        if found.start() >= end:
            start, end = _part(text, found.start(), end)
            yield start, end


def _part(text: str, at: int, free: int) -> tuple[int, int]:
    """Return the part without a space around `at`, none of it before `free`."""
    start = max(text.rfind(" ", free, at), text.rfind("\n", free, at), free - 1) + 1
    space = _SPACE.search(text, at)
    return start, space.start() if space else len(text)


def matches(
    pattern: re.Pattern[str], text: str, parts: Iterable[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield what `pattern` finds in parts of a text; what stands around a part is seen."""
    for start, end in parts:
        yield from pattern.finditer(text, start, end)


def has_digits(text: str, least: int) -> bool:
    """Whether at least `least` digits stand in `text`."""
    if _DIGIT.search(text) is None:
        return False
    return len(_DIGIT.findall(text)) >= least
