"""The cheapest look at a draft: which characters stand in it, so that most finders never wake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.policy.text.view import View

Sign = str | tuple[frozenset[str], ...]
"""Folded text that must stand in a draft, or sets of characters of each of which one must."""

# Characters are told apart from what else is worth knowing by their length, which is one.
NON_ASCII = "not ASCII"
DOT_IN_WORD = "a dot inside a word"
A_LONG_WORD = "a very long word"
LONG_WORD = 59  # characters: a Discord token, the shortest token that has no telling piece
_DIGITS = frozenset("0123456789")
_DOT = re.compile(r"\.[^\W_]")


def digits(least: int) -> frozenset[str]:
    """Return the sign of a text with at least so many digits."""
    return frozenset({f"{least} digits"})


class Signs:
    """What wakes the rules that look for no words."""

    def __init__(self, rules: Mapping[tuple[frozenset[str], ...], Iterable[int]]) -> None:
        """`rules` are the numbers of the rules that each sign wakes; no set at all always does."""
        self._rules = [(sets, frozenset(numbers)) for sets, numbers in rules.items()]
        asked = {name for sets in rules for one in sets for name in one}
        self._counts = [
            (int(name.partition(" ")[0]), name) for name in asked if name.endswith(" digits")
        ]

    def wake(self, view: View) -> set[int]:
        """Return the numbers of the rules to which a draft shows its sign."""
        awake: set[int] = set()
        if not self._rules:
            return awake
        stand = self._standing(view)
        for sets, numbers in self._rules:
            for one in sets:
                if one.isdisjoint(stand):
                    break
            else:
                awake |= numbers
        return awake

    def _standing(self, view: View) -> set[str]:
        stand = set(view.given)
        if view.cased is not view.given:
            stand.update(view.cased)
        if self._counts and not _DIGITS.isdisjoint(stand):
            count = sum(map(view.cased.count, "0123456789"))
            stand.update(name for least, name in self._counts if count >= least)
        if (
            len(view.cased) >= LONG_WORD
            and max(map(len, view.cased.split()), default=0) >= LONG_WORD
        ):
            stand.add(A_LONG_WORD)
        if "." in stand and _DOT.search(view.cased):
            stand.add(DOT_IN_WORD)
        if not view.given.isascii():
            stand.add(NON_ASCII)
        return stand
