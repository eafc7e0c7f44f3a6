"""Telling which language a text is in, by its small words. In doubt it cannot be told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from unicodedata import name, normalize

from bot.languages.lists import words

ELSEWHERE = "und"
"""The language of a text in none that has a file; what ISO 639 calls undetermined."""

_PLAIN = "en"  # what text in letters of ASCII may be in as well
_LEAST = 0.5  # what a text's words must tell: as much as one that two languages share
_CLEAR = 2  # words by which English must be ahead where accents stand
_MOST = 2_000  # characters; more of a text would tell no more
_NO_WORDS = re.compile(r"https?://\S+|\b\w+(?:\.\w+)+\S*|[@#]\w+|:[a-z0-9_+-]+:")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def language_of(text: str) -> str:
    """Return the code of the language that a text is in, such as `pt`.

    Empty where nothing tells, as of “Tidewatch 4.0”; ELSEWHERE for a language or a script that
    nobody has written a file for.
    """
    plain = _NO_WORDS.sub(" ", text[:_MOST])
    typed = _WORD.findall(normalize("NFC", plain).replace("’", "'"))
    found = [word.casefold() for word in typed]
    letters = "".join(found)
    if letters and not _is_latin(letters):
        return ELSEWHERE
    counts, told = Counter[str](), defaultdict[str, float](float)
    for word in _parts(found):
        languages = _languages().get(word, ())
        counts.update(languages)
        for language in languages:
            told[language] += 1 / len(languages)
    best = max(counts, key=lambda each: (counts[each] + told[each], _speakers()[each]), default="")
    ahead = counts[best] - max((counts[each] for each in counts if each != best), default=0)
    if told[best] >= _LEAST:
        # A name may have an accent in English, too; other words hardly.
        foreign = any(not word.isascii() and word.islower() for word in typed)
        return ELSEWHERE if best == _PLAIN and foreign and ahead < _CLEAR else best
    if counts[best] > counts[_PLAIN]:
        return best if ahead else ELSEWHERE
    return "" if letters.isascii() else ELSEWHERE


def told_apart(one: str, other: str) -> bool:
    """Whether two texts are certainly in different languages."""
    languages = {language_of(one), language_of(other)}
    return len(languages) > 1 and languages.isdisjoint({"", ELSEWHERE})


def _is_latin(letters: str) -> bool:
    if letters.isascii():
        return True
    return 2 * sum(name(letter, "").startswith("LATIN") for letter in letters) >= len(letters)


def _parts(found: Sequence[str]) -> Iterator[str]:
    """Return words whole, and what stands before and behind an apostrophe: c'est, l'équipe."""
    for word in found:
        yield word
        before, apostrophe, behind = word.partition("'")
        if apostrophe:
            yield f"{before}'"
            yield behind


@cache
def _languages() -> Mapping[str, Sequence[str]]:
    """Return the languages of each small or ordinary word."""
    found: dict[str, set[str]] = {}
    for kind in ("small", "ordinary"):
        for language, known in words(kind).items():
            for word in known:
                found.setdefault(word, set()).add(language)
    return {word: sorted(languages) for word, languages in found.items()}


@cache
def _speakers() -> Mapping[str, int]:
    return {language: int(millions) for language, (millions,) in words("speakers").items()}
