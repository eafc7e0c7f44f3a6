"""The particulars of a text: numbers, names, mentions, hashtags and links, comparable as a set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.review.openers import is_ordinary_opener

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}$")
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
_NUMBER_WORDS = {
    "zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "dozen": "12",
    "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
    "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100", "hundreds": "100",
    "thousand": "1000", "thousands": "1000", "million": "1m", "millions": "1m",
    "billion": "1bn", "billions": "1bn", "half": "1/2", "third": "1/3", "quarter": "1/4",
    "twice": "2x", "double": "2x", "doubled": "2x", "triple": "3x", "tripled": "3x",
}  # fmt: skip

_LOOKALIKES = {ord("’"): "'", ord("。"): ".", ord("․"): "."}
"""The ideographic stop parts host names as a dot does."""

_PRONOUN_I = frozenset({"i", "i'm", "i'd", "i'll", "i've"})


def signs(text: str) -> frozenset[str]:
    """Return the numbers, links, mentions, hashtags and markup of `text`, folded for comparing."""
    low = _folded(text).casefold()
    found = {link.rstrip(".,;:!?") for link in _links(low)}
    for pattern in (_MENTION, _HASHTAG, _MARKUP):
        found.update(match.group() for match in pattern.finditer(low))
    return frozenset(found) | numbers(text)


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of `text` with their units, so that `31 %` and “31 percent” are one."""
    worded = {
        _NUMBER_WORDS[word] for word in _words(_folded(text).casefold()) & _NUMBER_WORDS.keys()
    }
    return frozenset(spelled_numbers(text)) | worded


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
        and low not in _NUMBER_WORDS
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
        scheme = _SCHEME.search(low[max(0, colon - _LONGEST_SCHEME) : colon])
        rest = _AFTER_SCHEME.match(low, colon) if scheme else None
        if scheme and rest:
            yield scheme.group() + rest.group()
        colon = low.find(":", rest.end() if rest else colon + 1)
    for match in _HOST.finditer(low):
        yield match.group()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)


def _number(spelled: str) -> str:
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
