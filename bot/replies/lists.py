"""The phrase lists of the reply coach, one file a language, read when a reply first needs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from bot.languages.telling import ELSEWHERE
from bot.policy.guard.finder import Finder
from bot.policy.guard.trie import Span
from bot.policy.guard.words import Phrase, phrases
from bot.replies.forms import forms
from bot.replies.spelled import STOP, Spelled

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
WEIGHTS, _FIELDS = "weights", "fields"  # the files there that are no language's
_CLASS = re.compile(r"\([^()]*\)|\$\w+")
_IM = re.compile(r"\bim\b")
_NAME = re.compile(r"\$(\w+)")
_STEM = 5  # letters by which two words are taken for one: delay, delayed
_SHORTEST = 3
_COVERED = 0.8  # of a text's words: more than a language shares with its neighbour
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "er", "e", "s", "y")


@dataclass(frozen=True, slots=True)
class Lists:
    """One language: a finder of all its phrases, words that say nothing, and words of one kind.

    `tells_nothing` are the `stopwords` and those that any sentence of a reply may hold; `everyday`
    are all that a reply to anybody may hold, or none where nobody wrote them down; `general` are
    more words that belong to no field.
    """

    language: str
    finder: Finder
    stopwords: frozenset[str]
    tells_nothing: frozenset[str]
    everyday: frozenset[str]
    general: frozenset[str]
    kin: Mapping[str, str]
    numbers: Mapping[str, str]
    units: frozenset[str]

    def find(self, spelled: Spelled) -> Mapping[str, Sequence[Span]]:
        """Return where phrases of each kind stand; issues are `topic:<name>` and `meant:<name>`."""
        return {kind: hits for (kind, _), hits in self.finder.find(spelled.text).items()}

    def known(self, spelled: Spelled, found: Mapping[str, Sequence[Span]]) -> int:
        """Return how many words of a text this language knows, in a phrase or by themselves."""
        known = {at for at, word in enumerate(spelled.words) if word.spelled in self.stopwords}
        for spans in found.values():
            known.update(*(spelled.numbers(*span) for span in spans))
        return len(known)

    def content(self, word: str) -> str:
        """Return what a word is compared by: the first of its kin, else its stem."""
        root = stem(word)
        return self.kin.get(word) or self.kin.get(root, root)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that replies are read in, English first: what nothing tells is that."""
    files = (resources.files("bot.replies") / "phrases").iterdir()
    names = {file.name.removesuffix(".yaml") for file in files} - {_FIELDS, WEIGHTS}
    return tuple(sorted(names, key=lambda each: (each != "en", each)))


def lists_for(spelled: Spelled, lang: str | None, other: Spelled | None = None) -> Lists:
    """Return the lists of a draft's language: the one given, else the one its small words are of.

    `other` helps where the draft has none of them.
    """
    if lang is not None and lang[:2].casefold() in languages():
        return lists_of(lang[:2].casefold())
    for text in (spelled, other):
        words = {word.spelled for word in text.words} if text else set()
        known = {language: len(words & _small_words(language)) for language in languages()}
        most = max(known.values())
        if text and most:
            near = [lists_of(one) for one in languages() if known[one] >= max(1, most - 1)]
            # Short texts share their small words, as "a" and "se": then what is said decides.
            return max(near, key=lambda one: (one.known(text, one.find(text)), known[one.language]))
    return lists_of(languages()[0])


def is_foreign(spelled: Spelled, language: str) -> bool:
    """Whether a text is in a language without lists; `language` is what it was told to be in."""
    if language in {"", *languages()}:
        return False
    if language == ELSEWHERE:
        known = {word for each in languages() for word in _small_words(each)}
        return known.isdisjoint(word.spelled for word in spelled.words)
    # Five words of Spanish pass for Galician: what our phrases cover is none of another language.
    lists = map(lists_of, languages())
    best = max(one.known(spelled, one.find(spelled)) for one in lists)
    return best < _COVERED * sum(word.spelled != STOP for word in spelled.words)


@cache
def lists_of(language: str) -> Lists:
    """Return the lists of a language, read once."""
    data = _data(language)
    classes = {name: "|".join(_bare(texts)) for name, texts in data["classes"].items()}
    found = (
        phrase
        for section in ("draft", "hazards", "comment")
        for kind, texts in data[section].items()
        for phrase in _read(kind, language, texts, classes)
    )
    issues = (
        phrase
        for kind, section in (("topic", "topics"), ("meant", "meant"))
        for name, texts in data.get(section, {}).items()
        for phrase in _read(f"{kind}:{name}", language, texts, classes)
    )
    return Lists(
        language,
        Finder((*found, *issues)),
        _small_words(language),
        _small_words(language) | frozenset(data.get("says_little", ())),
        _everyday(data),
        _general(language, data),
        _kin(data.get("kin", ())),
        {word: str(number) for number, word in enumerate(data.get("numbers", ()), 2)},
        frozenset(data.get("units", ())),
    )


def _everyday(data: Mapping[str, Any]) -> frozenset[str]:
    if "everyday" not in data:
        return frozenset()
    return frozenset((*data["everyday"], *data["says_nothing"], *data.get("says_little", ())))


def _general(language: str, data: Mapping[str, Any]) -> frozenset[str]:
    """Return them, and other forms of these and of the everyday words."""
    words = (*data.get("general", ()), *data.get("everyday", ()))
    return frozenset(form for word in words for form in forms(language, word)) - _everyday(data)


def _kin(lines: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """Return the first of its line for each word, and for other forms of the same word."""
    by_root = {stem(word): line[0] for line in lines for word in line}
    return by_root | {word: line[0] for line in lines for word in line}


def stem(word: str) -> str:
    """Return the beginning that a word shares with its other forms, roughly."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    return word[:_STEM]


def _read(
    kind: str, language: str, texts: Iterable[str], classes: Mapping[str, str]
) -> Iterator[Phrase]:
    def spelled_out(part: re.Match[str]) -> str:
        named = _NAME.sub(lambda name: classes[name[1]], part[0])
        return named if part[0].startswith("(") else f"({named})"

    # A text's "im" is spelled as the English short form, in German too.
    return phrases(
        kind, language, (_IM.sub("i am", _CLASS.sub(spelled_out, text)) for text in texts)
    )


def _bare(texts: Iterable[str]) -> Iterator[str]:
    return (way for text in texts for way in text.split("/"))


@cache
def _data(language: str) -> Mapping[str, Any]:
    file = resources.files("bot.replies") / "phrases" / f"{language}.yaml"
    data: Mapping[str, Any] = yaml.load(file.read_bytes(), Loader=_LOADER)  # noqa: S506 -- our own file, and this loader makes strings only
    return data


@cache
def _small_words(language: str) -> frozenset[str]:
    return frozenset(_data(language)["says_nothing"])
