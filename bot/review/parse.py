"""From what a server sent as an answer to a JSON object, or to nothing; never an exception."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

MOST_CHARACTERS = 200_000
"""An honest answer is a hundredth of this; the rest of a longer one is not read."""

_MOST_STARTS = 64  # braces tried as a beginning, so that "{{{{…" stays cheap
_THOUGHTS_END = "</think>"
_BRACKETS = {"{": "}", "[": "]"}
_MARKS = re.compile(r'["\\{}\[\]]')


class _Open(NamedTuple):
    """A bracket that is open, by the sign that closes it, and the one around it."""

    ends: str
    below: _Open | None


def first_object(answer: str, keys: Collection[str]) -> dict[str, Any] | None:
    """Return the first JSON object in `answer` that has one of `keys`, else None.

    A byte order mark, the model's thinking, code fences and words around the object are skipped.
    """
    for text in _without_thoughts(answer[:MOST_CHARACTERS].lstrip("\ufeff \t\r\n")):
        for found in _objects(text):
            if not found.keys().isdisjoint(keys):
                return found
    return None


def cut_object(answer: str, keys: Collection[str]) -> dict[str, Any] | None:
    """Return what is whole of an object whose end was cut off, else None."""
    whole = first_object(answer, keys)
    if whole is not None:
        return whole
    for text in _without_thoughts(answer[:MOST_CHARACTERS]):
        start = text.find("{")
        closed = _closed(text[start:]) if start >= 0 else None
        if closed is not None and (found := first_object(closed, keys)) is not None:
            return found
    return None


def _without_thoughts(text: str) -> Iterator[str]:
    if text[:7].casefold() == "<think>":
        yield text.partition(_THOUGHTS_END)[2]
        return
    yield text
    if _THOUGHTS_END in text:
        yield text.rpartition(_THOUGHTS_END)[2]


def _objects(text: str) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder(strict=False, parse_constant=_refuse)
    start = -1
    for _ in range(_MOST_STARTS):
        start = text.find("{", start + 1)
        if start < 0:
            return
        try:
            found, _end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            yield found


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON")


def _closed(text: str) -> str | None:
    """Cut `text` after the last list or object that is whole, and close what is open there."""
    # Each bracket holds those below it, so that what is open somewhere is remembered, not copied.
    open_brackets: _Open | None = None
    best: tuple[int, _Open | None] | None = None
    in_string = False
    skip_to = 0
    for mark in _MARKS.finditer(text):
        sign, at = mark.group(), mark.start()
        if at < skip_to:
            continue
        if sign == "\\":
            skip_to = at + 2
        elif sign == '"':
            in_string = not in_string
        elif in_string:
            continue
        elif sign in _BRACKETS:
            open_brackets = _Open(_BRACKETS[sign], open_brackets)
        elif open_brackets is not None:
            closed, open_brackets = open_brackets
            if closed == sign:
                best = at + 1, open_brackets
    return None if best is None else text[: best[0]] + "".join(_ends(best[1]))


def _ends(open_brackets: _Open | None) -> Iterator[str]:
    while open_brackets is not None:
        sign, open_brackets = open_brackets
        yield sign
