"""What must stand in a text for a regex to match, so that most drafts never meet the regex."""

from __future__ import annotations

import re
from functools import lru_cache

_COMMON = 1  # letters of a literal that stands in nearly every draft, and tells nothing
_LEAST = 2  # letters of a literal that is looked for beside a better one
MOST = 200  # literals of one regex; beyond that looking for them costs what it saves
# Characters that mean themselves, without one that a quantifier repeats.
_LITERALS = re.compile(r"[^\\.^$*+?{}()\[\]|]+(?![*+?{])")
_QUANTIFIER = re.compile(r"(?P<sign>[*+?])|\{(?P<least>\d+)(?:,\d*)?\}")
_GROUP = re.compile(r"\((?:\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:))?")
_UNUSUAL = re.compile(r"[^\w\s.,'-]|_")
_FLAGS = re.compile(r"\(\?[imsU]*(?:-[imsU]+)?\)")
_ESCAPES = re.compile(r"\\(?:[pP](?:\{\^?\w+\}|\w)|x\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{2}|[0-7]{1,3}|.)")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]")
_PLACES = frozenset("bBAz")
_WORDLESS = frozenset("dDsSwWpPxQECaftnrv01234567")  # escapes that are no literal character


Way = tuple[frozenset[str], ...]
_Ways = list[list[set[str]]]


class NotUnderstoodError(Exception):
    """The regex holds something this reader does not know, so nothing is required of the text."""


def required(pattern: str) -> frozenset[str] | None:
    """Return literals (folded) of which at least one stands in every match; None: cannot tell.

    `pattern` is a regex that RE2 has accepted. When in doubt it is None, never a guess.
    """
    found = ways(pattern)
    return None if found is None else frozenset().union(*(way[0] for way in found))


def ways(pattern: str) -> tuple[Way, ...] | None:
    """Return the ways in which `pattern` may match; None: cannot tell.

    Every match goes one of these ways: of each of a way's sets of literals (folded) one stands in
    the text. The first set of a way is its rarest.
    """
    try:
        found = _Reader(pattern).read()
    except NotUnderstoodError:
        return None
    wakers = set().union(*map(_rarest, found or ()))
    if found is None or not 0 < len(wakers) <= MOST or _worth(wakers) <= _COMMON:
        return None
    return tuple(tuple(map(frozenset, sorted(way, key=_worth, reverse=True))) for way in found)


class _Reader:
    """Reads a regex from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._heads: set[str] = set()  # what the branches read last begin with; empty: cannot tell

    def read(self) -> _Ways | None:
        found = self._alternatives()
        if self._at < len(self._pattern):
            raise NotUnderstoodError
        return found

    def _alternatives(self) -> _Ways | None:
        """Return the ways of all branches; None if a branch requires nothing."""
        branches = [self._sequence()]
        heads = [self._heads]
        while self._pattern.startswith("|", self._at):
            self._at += 1
            branches.append(self._sequence())
            heads.append(self._heads)
        self._heads = set().union(*heads) if all(heads) else set()
        if any(branch is None for branch in branches):
            return None
        found = [way for branch in branches for way in branch or ()]
        single = [way[0] for way in found if len(way) == 1]
        if len(single) < 2:  # noqa: PLR2004 -- nothing to put together
            return found
        return [[set().union(*single)], *(way for way in found if len(way) > 1)]

    def _sequence(self) -> _Ways | None:
        """Return what a sequence requires: the ways of its best part, and all its other parts."""
        wanted: list[_Ways] = []
        run = ""
        head: set[str] | None = None
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            plain = _LITERALS.match(self._pattern, self._at)
            if plain is not None:
                run += plain[0].casefold()
                self._at = plain.end()
                continue
            self._heads = set()
            literal, part = self._atom()
            heads, least = self._heads, self._repeats()
            if literal is not None and least == 1:
                run += literal
                continue
            begun = {run + literal} if literal is not None and least else {run}
            if part is not None and least and heads:
                begun = {run + one for one in heads}
            if head is None:
                head = begun - {""}
            if begun != {""}:
                wanted.append([[begun]])
            run = ""
            if part is not None and least:
                wanted.append(part)
        if run:
            wanted.append([[{run}]])
        self._heads = {run} - {""} if head is None else head
        return _together(wanted)

    def _atom(self) -> tuple[str | None, _Ways | None]:
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
        if letter in "^$":
            return "", None
        if letter == ".":
            return None, None
        return letter.casefold(), None

    def _group(self) -> _Ways | None:
        if _FLAGS.match(self._pattern, self._at) is not None:
            self._take(_FLAGS)
            return None
        self._take(_GROUP)
        found = self._alternatives()
        if not self._pattern.startswith(")", self._at):
            raise NotUnderstoodError
        self._at += 1
        return found

    def _escape(self) -> tuple[str | None, None]:
        found = _ESCAPES.match(self._pattern, self._at)
        if found is None or found[0][1] in "QEC":
            raise NotUnderstoodError
        self._at = found.end()
        letter = found[0][1]
        if letter in _PLACES:
            return "", None  # it takes no room, so its neighbours stand side by side
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


def _together(parts: list[_Ways]) -> _Ways | None:
    """Return the ways of a sequence of parts."""
    if len(parts) < 2:  # noqa: PLR2004 -- nothing to choose from
        return parts[0] if parts else None
    literals = [set().union(*map(_rarest, part)) for part in parts]
    worths = [*map(_worth, literals)]
    best = worths.index(max(worths))
    worths[best] = -1  # it leads; the others are looked for beside it
    others = [one for one, worth in zip(literals, worths, strict=True) if worth > _LEAST]
    return [[*way, *others] for way in parts[best]]


def _rarest(way: list[set[str]]) -> set[str]:
    return max(way, key=_worth) if len(way) > 1 else way[0]


def _worth(literals: set[str]) -> float:
    """How rarely one of these literals will stand in a draft: the commonest decides."""
    if len(literals) > MOST:
        return -1
    return min(map(_rarity, literals), default=-1) - len(literals) / MOST


@lru_cache(maxsize=20_000)  # asked for again at every level of a regex
def _rarity(literal: str) -> int:
    return len(literal.strip()) + (2 if _UNUSUAL.search(literal) else 0)
