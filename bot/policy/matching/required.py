"""What must stand in a text for a regex to match, so that most drafts never meet the regex."""

from __future__ import annotations

import re

MOST = 200  # literals of one regex; beyond that looking for them costs what it saves
_QUANTIFIER = re.compile(r"(?P<sign>[*+?])|\{(?P<least>\d+)(?:,\d*)?\}")
_GROUP = re.compile(r"\((?:\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:))?")
_FLAGS = re.compile(r"\(\?[imsU]*(?:-[imsU]+)?\)")
_ESCAPES = re.compile(r"\\(?:[pP](?:\{\^?\w+\}|\w)|x\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{2}|[0-7]{1,3}|.)")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]")
_WORDLESS = frozenset("bBAzdDsSwWpPxQECaftnrv01234567")  # escapes that are no literal character


class NotUnderstoodError(Exception):
    """The regex holds something this reader does not know, so nothing is required of the text."""


def required(pattern: str) -> frozenset[str] | None:
    """Return literals (folded) of which at least one stands in every match; None: cannot tell.

    `pattern` is a regex that RE2 has accepted. When in doubt it is None, never a guess.
    """
    try:
        found = _Reader(pattern).read()
    except NotUnderstoodError:
        return None
    if found is None or not 0 < len(found) <= MOST or _worth(found) <= 0:
        return None
    return frozenset(found)


class _Reader:
    """Reads a regex from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def read(self) -> set[str] | None:
        found = self._alternatives()
        if self._at < len(self._pattern):
            raise NotUnderstoodError
        return found

    def _alternatives(self) -> set[str] | None:
        """Return what one of the branches requires; None if a branch requires nothing."""
        branches = [self._sequence()]
        while self._pattern.startswith("|", self._at):
            self._at += 1
            branches.append(self._sequence())
        if any(branch is None for branch in branches):
            return None
        return {literal for branch in branches for literal in branch or ()}

    def _sequence(self) -> set[str] | None:
        """Return the best of what a sequence requires: one of its parts' literals, or a run."""
        wanted: list[set[str]] = []
        run = ""
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            literal, part = self._atom()
            least = self._repeats()
            if literal is not None and least == 1:
                run += literal
                continue
            if literal is not None and least > 1:
                part = {run + literal}
                run = ""
            if run:
                wanted.append({run})
                run = ""
            if part is not None and least > 0:
                wanted.append(part)
        if run:
            wanted.append({run})
        return max(wanted, key=_worth, default=None)

    def _atom(self) -> tuple[str | None, set[str] | None]:
        """Return the next literal character, or what a group or class requires."""
        letter = self._pattern[self._at]
        if letter == "(":
            return None, self._group()
        if letter == "[":
            self._take(_CLASS)
            return None, None
        if letter == "\\":
            return self._escape()
        self._at += 1
        if letter in ".^$":
            return None, None
        return letter.casefold(), None

    def _group(self) -> set[str] | None:
        if _FLAGS.match(self._pattern, self._at) is not None:
            self._take(_FLAGS)
            return None
        self._take(_GROUP)
        found = self._alternatives()
        if not self._pattern.startswith(")", self._at):
            raise NotUnderstoodError
        self._at += 1
        return found

    def _escape(self) -> tuple[str | None, set[str] | None]:
        found = _ESCAPES.match(self._pattern, self._at)
        if found is None or found[0][1] in "QEC":
            raise NotUnderstoodError
        self._at = found.end()
        letter = found[0][1]
        return (None, None) if letter in _WORDLESS else (letter.casefold(), None)

    def _take(self, what: re.Pattern[str]) -> None:
        found = what.match(self._pattern, self._at)
        if found is None:
            raise NotUnderstoodError
        self._at = found.end()

    def _repeats(self) -> int:
        """Return how often the last atom stands at least; two stands for one or more in a row."""
        found = _QUANTIFIER.match(self._pattern, self._at)
        if found is None:
            return 1
        self._at = found.end()
        if self._pattern.startswith("?", self._at):
            self._at += 1  # lazy
        if found["sign"]:
            return 2 if found["sign"] == "+" else 0
        return min(int(found["least"]), 2) if found["least"] != "1" else 2


def _worth(literals: set[str]) -> float:
    """How rarely one of these literals will stand in a draft: the commonest decides."""
    if len(literals) > MOST:
        return -1
    return min(map(_rarity, literals), default=-1) - len(literals) / MOST


def _rarity(literal: str) -> int:
    letters = len(literal.strip())
    unusual = any(_is_unusual(letter) for letter in literal)
    return letters + 2 * unusual


def _is_unusual(letter: str) -> bool:
    return not (letter.isalnum() or letter.isspace() or letter in ".,-'")
