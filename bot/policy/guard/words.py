"""The guard's base list, read from its YAML files, and what a company adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple
from unicodedata import combining, normalize

import yaml

from bot.policy.guard.trie import Ways

_CLASSES = ("me", "ours", "work", "boss", "hiring", "not")
_CHOICES = re.compile(r"(\([^()]*\))|([^ ()]+)")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
GAP = "…"


@dataclass(frozen=True, slots=True)
class Additions:
    """What `rules/protected.yaml` adds: phrases that count alone, and those that need work nearby.

    `company` holds the company's own names, so that "Brightwater management" is one's own.
    """

    alone: tuple[str, ...] = ()
    with_work: tuple[str, ...] = ()
    company: tuple[str, ...] = ()


class Phrase(NamedTuple):
    """One line of a list: its parts are told apart by gaps, each part may be said in many ways.

    `kind` says when it counts. Words of one language only keep each other company; a phrase
    without a language is every language's.
    """

    kind: str
    language: str
    parts: tuple[tuple[Ways, ...], ...]


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that the base list has a file of."""
    files = (resources.files("bot.policy.guard") / "base").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files))


def base() -> tuple[Phrase, ...]:
    """Return every phrase that ships with Checkpost."""
    return _base()


@cache
def _base() -> tuple[Phrase, ...]:
    return tuple(phrase for language in languages() for phrase in _read(language))


def added(additions: Additions) -> tuple[Phrase, ...]:
    """Return the phrases that a company adds."""
    names = [name.lstrip("@#").casefold() for name in additions.company]
    names += [f"{name}s" for name in names]  # "Brightwater's", without its apostrophe
    bosses = [f"{name} {boss}" for name in names for boss in _BOSSES]
    lists = {
        "with_work": additions.with_work,
        "ours": names,
        "work": names,
        "boss": bosses,
    }
    return (
        *phrases("alone", "", additions.alone),
        *(
            phrase
            for language in languages()
            for kind, texts in lists.items()
            for phrase in phrases(kind, language, texts)
        ),
    )


_BOSSES = ("management", "leadership", "ceo", "boss", "bosses", "managers", "execs", "hr")


def _read(language: str) -> Iterator[Phrase]:
    file = resources.files("bot.policy.guard") / "base" / f"{language}.yaml"
    data: Mapping[str, Sequence[str]] = yaml.load(file.read_bytes(), Loader=_LOADER)  # noqa: S506 -- our own file, and this loader makes strings only
    for kind in _CLASSES:
        yield from phrases(kind, language, data[kind])
    topics: Mapping[str, Mapping[str, Sequence[str]]] = data["topics"]  # type: ignore[assignment]  # the one key that is no list
    for lists in topics.values():
        for kind, texts in lists.items():
            yield from phrases(kind, language, texts)


def phrases(kind: str, language: str, lines: Iterable[str]) -> Iterator[Phrase]:
    """Return the phrases that a list's lines spell, in the guard's short notation."""
    for line in lines:
        parts = line.casefold().split(GAP)
        yield Phrase(kind, language, tuple(_places(part) for part in parts if part.strip()))


def _places(part: str) -> tuple[Ways, ...]:
    """Return a part's places: `a/b (c d|e)` has two, `a` or `b` and then `c d` or `e`."""
    places: list[Ways] = []
    for brackets, word in _CHOICES.findall(part):
        ways = brackets[1:-1].split("|") if brackets else word.split("/")
        places.append(tuple(tuple(way.split()) for way in ways))
    return tuple(places)


_ELIDED = re.compile(r"\b(qu|[cdjlmnst])'")
_ENDS = dict.fromkeys(".!?;\n", ".")
_APART = dict.fromkeys('-_/#@&+()[]{}"«»<>|~=…:,*^%$€£“”„–—\t', " ")
_TABLE = str.maketrans({**_APART, **_ENDS, "’": "'"})
_DIGITS = re.compile(r"[0-9]+")
_SPACES = re.compile(r" {2,}")


def normalise(text: str) -> str:
    """Return folded text the way the lists are written: words with one space around each.

    No accents, apostrophes or hyphens; numbers are 0, a full stop ends a sentence. French words
    stand apart from what is elided before them.
    """
    if not text.isascii():
        text = "".join(c for c in normalize("NFD", text) if not combining(c))
    text = text.translate(_TABLE)
    if "'" in text:
        text = _ELIDED.sub(r"\1 ", text).replace("'", "")
    text = _DIGITS.sub("0", text).replace(".", " . ")
    return _SPACES.sub(" ", f" {text} ")
