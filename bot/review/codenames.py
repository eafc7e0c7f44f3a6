"""Secret terms in a text: how they may be written, and where a short one may begin and end."""

from __future__ import annotations

import re

from bot.review.anchor import fold

_WHOLE_WORD_BELOW = 6  # a shorter secret term inside a longer word is most likely another word
_INNER = re.compile(r"(?<=[^\W_])[\W_]+(?=[^\W_])")
_PLURAL = re.compile(r"e?s(?![a-z])", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")


def secret(term: str) -> tuple[re.Pattern[str], bool]:
    """Return what finds a term in a folded text, and whether it must stand there as a word.

    Its words may stand joined, or with any sign between them.
    """
    words = [fold(word).text.strip() for word in _INNER.split(_HUMP.sub(" ", term.strip()))]
    joined = r"[\W_]{0,3}".join(re.escape(word) for word in words)
    return re.compile(joined), len("".join(words)) < _WHOLE_WORD_BELOW


def begins(text: str, start: int) -> bool:
    """Whether a word may begin here: after no letter, or where small letters end in a capital."""
    before = text[start - 1 : start]
    return not before.isalpha() or (text[start].isupper() and before.islower())


def ends(text: str, end: int) -> bool:
    """Whether a word may end here: before no letter, before a plural or another hump."""
    after = text[end : end + 1]
    if not after.isalpha() or (after.isupper() and text[end - 1].islower()):
        return True
    if after.isupper() and text[end + 1 : end + 2].islower():
        return True
    plural = _PLURAL.match(text, end)
    return plural is not None and ends(text, plural.end())
