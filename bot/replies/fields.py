"""Which field a word belongs to: a reply about the timetable answers a comment about the bus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from bot.policy.guard.trie import Span
from bot.replies.forms import forms
from bot.replies.spelled import MOST
from bot.replies.ticks import Side

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SUM = re.compile(r"[$€£]\s?\d|\d\s?[$€£]")


def in_field(draft: Side, comment: Side) -> Iterator[Span]:
    """Yield the draft's words of a field that the comment has words of, too, in their order."""
    theirs = {field for _, fields in _found(comment) for field in fields}
    if _SUM.search(comment.spelled.given, 0, MOST):
        theirs.add("money")
    return (span for span, fields in _found(draft) if not theirs.isdisjoint(fields))


def of_any_field(side: Side) -> Iterator[Span]:
    """Yield the words that belong to a field."""
    return (span for span, _ in _found(side))


def of_other_fields(draft: Side, comment: Side) -> frozenset[str]:
    """Return the draft's words of other fields than the comment's, where that has words of any."""
    if next(_found(comment), None) is None:
        return frozenset()
    near = set(in_field(draft, comment))
    text = draft.spelled.text
    far = (span for span in of_any_field(draft) if span not in near)
    return frozenset(text[start + 1 : end - 1] for start, end in far)


def _found(side: Side) -> Iterator[tuple[Span, frozenset[str]]]:
    known = _fields(side.lists.language)
    place = 0
    for word in side.spelled.words:
        start, place = place, place + len(word.spelled) + 1
        if fields := known.get(word.spelled):
            yield (start, place + 1), fields


@cache
def _fields(language: str) -> Mapping[str, frozenset[str]]:
    """Return the fields of each word of a language, in every form it is likely to have."""
    found: dict[str, set[str]] = {}
    for field, by_language in _data().items():
        for word in by_language.get(language, ()):
            for form in forms(language, word):
                found.setdefault(form, set()).add(field)
    return {word: frozenset(fields) for word, fields in found.items()}


@cache
def _data() -> Mapping[str, Any]:
    file = resources.files("bot.replies") / "phrases" / "fields.yaml"
    data: Mapping[str, Any] = yaml.load(file.read_bytes(), Loader=_LOADER)  # noqa: S506 -- our own file, and this loader makes strings only
    return data
