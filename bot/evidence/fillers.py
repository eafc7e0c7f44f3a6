"""Words that tell nothing about what a question is about, in any language."""

from __future__ import annotations

from functools import cache

from bot.languages.lists import words


@cache
def fillers() -> frozenset[str]:
    """Return them all, without accents, as questions are compared.

    What somebody does who posts is among them: every clause is about that.
    """
    return frozenset(word for known in words("says_nothing").values() for word in known)
