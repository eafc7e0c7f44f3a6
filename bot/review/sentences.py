"""Where sentences begin and end, well enough to count words and to read a claim in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_END = re.compile(r"[.!?…](?=\s|$)|\n")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of `text`, without the space around them."""
    cuts = [0, *(end.end() for end in _END.finditer(text)), len(text)]
    for start, end in pairwise(cuts):
        sentence = text[start:end]
        lead = len(sentence) - len(sentence.lstrip())
        if sentence.strip():
            yield start + lead, start + len(sentence.rstrip())


def span_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence or sentences that hold a span."""
    touched = [span for span in sentences(text) if span[0] < end and start < span[1]]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence or sentences that hold a span."""
    first, last = span_around(text, start, end)
    return text[first:last]
