"""The particulars of a text: numbers, names, mentions, hashtags and links, comparable as a set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from bot.review.numberwords import number_words
from bot.review.openers import is_ordinary_opener

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}$")
_ENDS_SCHEME = re.compile(r"[a-z0-9+.-]{2}:")
_AFTER_SCHEME = re.compile(r":/*[^\s<>\"'()|]+")
_HOST = re.compile(r"(?<![\w@.-])(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}\b(?:[/?#:][^\s<>\"'()|]*)?")
_LONGEST_SCHEME = 21
_MENTION = re.compile(r"@[\w.@-]*\w")
_HASHTAG = re.compile(r"#\w+")
_MARKUP = re.compile(r"<[!@#/\w][^>\s]*>?")
_UNIT = r"(?:\s?(?:%|‰|percent\b|per cent\b|[€$£¥]|k\b|m\b|bn\b|million\b|billion\b|x\b|times\b))?"
_NUMBER = re.compile(rf"[€$£¥]?\s?\d+(?:[.,:/]\d+)*{_UNIT}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[.!?…:\n\"“”(•*–—-])\s*$")

_UNIT_WORDS = {"percent": "%", "per cent": "%", "million": "m", "billion": "bn", "times": "x"}
_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]{3,}")  # no number has fewer
_SECOND = re.compile(r"-[^\W\d_]+")  # the five of twenty-five

_LOOKALIKES = {ord("’"): "'", ord("。"): ".", ord("․"): "."}
"""The ideographic stop parts host names as a dot does."""

_SENTENCE = "\ufdfa"
"""A whole sentence in one letter: unfolded it stays one, where thousands would become 18 each."""

_PRONOUN_I = frozenset({"i", "i'm", "i'd", "i'll", "i've"})


class Placed(NamedTuple):
    """A particular of a text, folded for comparing, with its span in that text."""

    word: str
    start: int
    end: int


def placed_numbers(text: str) -> list[Placed]:
    """Return the numbers of `text` in order, written in digits or in words."""
    folded = _placeable(text)
    placed = [(match.group().lstrip(), match.end()) for match in _NUMBER.finditer(folded)]
    known = {written: _number(written.casefold()) for written in {one for one, _ in placed}}
    found = [Placed(known[written], end - len(written), end) for written, end in placed]
    if worded := list(_worded(folded)):
        within = {place for one in found for place in range(one.start, one.end)}
        found += [one for one in worded if one.start not in within]
    return sorted(found, key=lambda one: one.start)


def placed_links(text: str) -> list[Placed]:
    """Return the links and mentions of `text` in order."""
    low = _placeable(text).casefold()
    links = dict.fromkeys(link.rstrip(".,;:!?") for link in _links(low))
    found = [Placed(link, at, at + len(link)) for link in links if (at := low.find(link)) >= 0]
    found += [Placed(m.group(), m.start(), m.end()) for m in _MENTION.finditer(low)]
    outer: list[Placed] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not outer or one.end > outer[-1].end:
            outer.append(one)
    return outer


def placed_names(text: str) -> list[Placed]:
    """Return the capitalised words inside the sentences of `text`, in order.

    A first word has its capital anyway; a word all in capitals counts unless it is an ordinary one.
    """
    folded = _placeable(text)
    capital = [
        Placed(_stem(low), match.start(), match.end())
        for match in _WORD.finditer(folded)
        if (low := match.group().casefold()) != match.group()
        and folded[match.start() - 1 : match.start()] != "#"
        and not (low in number_words() or low in _PRONOUN_I or is_ordinary_opener(low))
        and not _OPENS.search(folded[max(0, match.start() - 8) : match.start()])
    ]
    if not capital:
        return []
    linked = {i for one in placed_links(text) for i in range(one.start, one.end)}
    return [one for one in capital if one.start not in linked]


def _placeable(text: str) -> str:
    """The folded text where every letter keeps its place, else the text itself."""
    folded = _folded(text)
    return folded if len(folded) == len(text) else text.translate(_LOOKALIKES)


def signs(text: str) -> frozenset[str]:
    """Return the numbers, links, mentions, hashtags and markup of `text`, folded for comparing."""
    low = _folded(text).casefold()
    found = {link.rstrip(".,;:!?") for link in _links(low)}
    for pattern in (_MENTION, _HASHTAG, _MARKUP):
        found.update(match.group() for match in pattern.finditer(low))
    return frozenset(found) | numbers(text)


def brings_links(text: str) -> bool:
    """Whether `text` holds a link, a mention or a hashtag."""
    low = _folded(text).casefold()
    return any(_links(low)) or any(way.search(low) for way in (_MENTION, _HASHTAG))


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of `text` with their units, so that `31 %` and “31 percent” are one."""
    return frozenset(spelled_numbers(text)) | {one.word for one in _worded(_folded(text))}


def spelled_numbers(text: str) -> dict[str, str]:
    """Return the numbers of `text` written in digits, with the way each is written there."""
    spelled = dict.fromkeys(match.group() for match in _NUMBER.finditer(_folded(text)))
    return {_number(one.casefold()): one.strip() for one in spelled}


def names(text: str) -> frozenset[str]:
    """Return the words of `text` that might be names, in small letters.

    Those are the capitalised ones, except an ordinary first word of a sentence.
    """
    folded = _folded(text)
    return frozenset(
        _stem(low)
        for match in _WORD.finditer(folded)
        if (low := match.group().casefold()) != match.group()
        and low not in number_words()
        and _may_be_name(match.group(), folded, match.start())
    )


def words(text: str) -> frozenset[str]:
    """Return every word of `text` in small letters, with and without a possessive ending."""
    found = _words(_folded(text).casefold())
    return frozenset(found | {_stem(word) for word in found})


def _links(low: str) -> Iterator[str]:
    """Yield what has a scheme, found by its colon, and what looks like a host without one."""
    colon = low.find(":")
    while colon >= 0:
        scheme = None
        if _ENDS_SCHEME.match(low, max(0, colon - 2)):
            scheme = _SCHEME.search(low[max(0, colon - _LONGEST_SCHEME) : colon])
        rest = _AFTER_SCHEME.match(low, colon) if scheme else None
        if scheme and rest:
            yield scheme.group() + rest.group()
        colon = low.find(":", rest.end() if rest else colon + 1)
    for match in _HOST.finditer(low):
        yield match.group()


def _folded(text: str) -> str:
    parts = text.split(_SENTENCE)
    whole = _SENTENCE.join(unicodedata.normalize("NFKC", part) for part in parts)
    return whole.translate(_LOOKALIKES)


def _worded(text: str) -> Iterator[Placed]:
    """Yield the numbers that are written in words."""
    end = 0
    for match in _LETTERS.finditer(text):
        if match.start() < end:
            continue
        word, end = match.group().casefold(), match.end()
        second = _SECOND.match(text, end)
        if second and (both := word + second.group().casefold()) in number_words():
            word, end = both, second.end()
        if word in number_words():
            yield Placed(number_words()[word], match.start(), end)


def _number(spelled: str) -> str:
    if spelled.isascii() and spelled.isdecimal():
        return spelled
    compact = " ".join(spelled.split())
    for word, sign in _UNIT_WORDS.items():
        compact = compact.replace(word, sign)
    return "".join(
        str(unicodedata.digit(letter, letter)) for letter in compact if not letter.isspace()
    )


def _words(text: str) -> set[str]:
    return {match.group() for match in _WORD.finditer(text)}


def _stem(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _may_be_name(word: str, text: str, start: int) -> bool:
    low = word.casefold()
    if low in _PRONOUN_I:
        return False
    opens = _OPENS.search(text[max(0, start - 8) : start]) is not None
    return not (opens and word[1:] == low[1:] and is_ordinary_opener(low))
