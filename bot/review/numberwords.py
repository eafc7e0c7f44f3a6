"""Words for numbers in all languages, and how those numbers are written in digits."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.languages.lists import words


@cache
def number_words() -> Mapping[str, str]:
    """Return the digits of each word: 2 for “two”, 2x for “twice”, 1m for “million”."""
    pairs = (entry.split() for known in words("numbers").values() for entry in known)
    return dict(pairs)
