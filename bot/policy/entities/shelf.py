"""A draft that says what stands on the campaign shelf, in nearly the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.policy.entities.company import Company, Span

_WORD = re.compile(r"\w+")
_BESIDE = re.compile(r"https?://\S+|www\.\S+|[#@＃＠]\w+")  # what stands beside one's words
_LEAST = 8  # words: a shorter text shares its words by chance
_ALIKE = 0.85  # of a draft's words


def shelf_text(text: str, region: str, company: Company) -> list[Span]:
    """Return the whole draft where more than 85 % of its words are one shelf text's own."""
    del region
    if not company.shelf:
        return []
    words = {word.casefold() for word in _WORD.findall(_BESIDE.sub(" ", text))}
    if len(words) < _LEAST:
        return []
    if not any(len(words & shelf) > _ALIKE * len(words) for shelf in _shelf(tuple(company.shelf))):
        return []
    lead = len(text) - len(text.lstrip())
    return [(lead, len(text.rstrip()))]


@lru_cache(maxsize=4)
def _shelf(texts: Sequence[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(word.casefold() for word in _WORD.findall(text)) for text in texts)
