"""Whole words and whole numbers: what a span must not cut, for a cut number is another number."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(
    r"(?:[-+±−~<>≤≥]\s?)?+(?:[€$£¥]\s?)?+"
    r"(?:\d{1,3}(?:\s\d{3})++(?!\d)|\d++)(?:[.,:/'’·٫٬]\d++)*+"
    r"(?:\s?(?:[%٪％‰]|percent\b|per\scent\b|percentage\spoints?\b|[€$£¥]|[kmx]\b|[mb]n\b"
    r"|thousand\b|million\b|billion\b|times\b))*+",
    re.IGNORECASE,
)
_JOINS = frozenset("-‐‑‒–−'’_")
"""Between two letters or digits these join: “non-recurring” and “31-47” are one each."""


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the least span around `start` and `end` that cuts no word and no number with its unit.

    A span that comes back as it was is whole.
    """
    spans = [match.span() for match in _NUMBER.finditer(text)]
    while True:
        first = _moved(text, start, -1, spans)
        last = _moved(text, end, 1, spans)
        if (first, last) == (start, end):
            return start, end
        start, end = first, last


def _moved(text: str, at: int, step: int, spans: list[tuple[int, int]]) -> int:
    """Move a border out of the word or number that it cuts."""
    while 0 < at < len(text) and _inside_word(text, at):
        at += step
    for start, end in spans:
        if start < at < end:
            return start if step < 0 else end
    return at


def _inside_word(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after):
        return True
    if _part_of_word(before):
        joined = after in _JOINS and at + 1 < len(text) and _part_of_word(text[at + 1])
        return _part_of_word(after) or joined
    joined = before in _JOINS and at > 1 and _part_of_word(text[at - 2])
    return joined and _part_of_word(after)


def _part_of_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.combining(letter) > 0
