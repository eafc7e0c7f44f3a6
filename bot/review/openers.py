"""Ordinary words that a sentence may begin with; others might be names."""

from __future__ import annotations

from functools import cache

from bot.languages.lists import every, words

_LEAST_WITH_ENDING = 6  # shorter ones are as often names: Ming, Ted, Clive


def is_ordinary_opener(word: str) -> bool:
    """Whether `word`, in small letters, is no news as the first word of a sentence."""
    return word in every("ordinary") or (
        len(word) >= _LEAST_WITH_ENDING and word.endswith(_endings())
    )


@cache
def _endings() -> tuple[str, ...]:
    return tuple(end for known in words("ordinary_endings").values() for end in known)
