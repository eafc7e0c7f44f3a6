"""Which field a word belongs to: a reply about the timetable answers a comment about the bus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from bot.policy.guard.trie import Span
from bot.replies.spelled import MOST
from bot.replies.ticks import Side

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SUM = re.compile(r"[$€£]\s?\d|\d\s?[$€£]")
_SHORT = 3  # letters of an English word that takes no -ed and -ing
_ENDINGS = {
    "de": ("", "n", "en", "e", "er", "s", "es"),
    "pt": ("", "s", "es"),
    "es": ("", "s", "es"),
    "fr": ("", "s", "es", "e", "ee"),
}


def in_field(draft: Side, comment: Side) -> Iterator[Span]:
    """Yield the draft's words of a field that the comment has words of, too, in their order."""
    theirs = {field for _, fields in _found(comment) for field in fields}
    if _SUM.search(comment.spelled.given, 0, MOST):
        theirs.add("money")
    return (span for span, fields in _found(draft) if not theirs.isdisjoint(fields))


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
            for form in _forms(language, word):
                found.setdefault(form, set()).add(field)
    return {word: frozenset(fields) for word, fields in found.items()}


def _forms(language: str, word: str) -> Iterator[str]:
    if language != "en":
        yield from (word + ending for ending in _ENDINGS[language])
        return
    yield from (word, f"{word}s", f"{word}es")
    if word.endswith("y"):
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
    if word.endswith("e"):
        yield from (f"{word}d", f"{word[:-1]}ing")
    elif len(word) > _SHORT:
        yield from (f"{word}ed", f"{word}ing")
        yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")


@cache
def _data() -> Mapping[str, Any]:
    file = resources.files("bot.replies") / "phrases" / "fields.yaml"
    data: Mapping[str, Any] = yaml.load(file.read_bytes(), Loader=_LOADER)  # noqa: S506 -- our own file, and this loader makes strings only
    return data
