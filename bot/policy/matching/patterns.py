"""Author regexes on RE2: found in linear time, at whole words of any alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import re2  # type: ignore[import-untyped]  # the library ships no types

from bot.policy.matching.required import Way, required, ways
from bot.policy.matching.unicode_regex import straighten, translate
from bot.policy.text.letters import joins

Span = tuple[int, int]

MOST_TRIES = 200  # places one regex is tried at in one draft, so that hostile ones stay linear
_MATCH = b"match"  # RE2 names groups in bytes where the regex is bytes
_EDGE = r"[^\pL\pM\pN]"
_ASCII_EDGES = re.compile(r"^(?:\\b)+|(?<!\\)(?:\\b)+$")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One regex of a rule: on the view with capitals if `exact`, at whole words if `whole`."""

    source: str
    exact: bool = False
    whole: bool = True

    @property
    def translated(self) -> str:
        r"""The regex as RE2 should see it; `\b` at its ends is our own work at whole words."""
        return _translated(self.source, self.whole)

    @property
    def needs(self) -> frozenset[str] | None:
        """Literals of the folded view of which a match holds one; None where none is needed."""
        return required(straighten(self.source))

    @property
    def ways(self) -> tuple[Way, ...] | None:
        """The ways in which it may match, by literals of the folded view; None: cannot tell."""
        return ways(straighten(self.source))

    def spans(self, text: str, raw: bytes) -> list[Span]:
        """Return where it matches in `text`, whose UTF-8 is `raw`.

        Where the regex has a group `(?P<match>…)`, that group is the match and the rest its place.
        """
        regex, group = _finder(self.source, self.exact, self.whole)
        found = list(_matches(regex, text, raw, group=group))
        if not (found and self.whole):
            return found
        whole = [span for span in found if _is_whole(text, *span)]
        if len(whole) == len(found):
            return found
        # RE2 took a shorter way that ends inside a word: ask again for ways that do not.
        wrapped = f"(?:^|{_EDGE})({self.translated})(?:$|{_EDGE})"
        again = _matches(_compiled(wrapped, self.exact), text, raw, group=group + 1)
        return sorted({*whole, *(span for span in again if _is_whole(text, *span))})


def options(*, exact: bool = False) -> re2.Options:
    """Return how author regexes are compiled: silent, linear, a dot also takes a line break."""
    chosen = re2.Options()
    chosen.log_errors = False
    chosen.dot_nl = True
    chosen.case_sensitive = exact
    return chosen


def compiled(source: str) -> re2._Regexp:
    """Return a regex as most rules use it, kept for them; raises re2.error where RE2 refuses it."""
    # Asked for just as `Pattern` asks, so that the cache knows it.
    return _compiled(_translated(source, True), False)


@lru_cache(maxsize=20_000)
def _translated(source: str, whole: bool) -> str:  # noqa: FBT001 -- a cache's key
    translated = translate(source)
    return _ASCII_EDGES.sub("", translated) if whole else translated


@lru_cache(maxsize=20_000)
def _finder(source: str, exact: bool, whole: bool) -> tuple[re2._Regexp, int]:  # noqa: FBT001 -- a cache's key
    """Return a regex, and the number of its group that is the match."""
    regex = _compiled(_translated(source, whole), exact)
    return regex, regex.groupindex.get(_MATCH, 0)


@lru_cache(maxsize=20_000)
def _compiled(pattern: str, exact: bool) -> re2._Regexp:  # noqa: FBT001 -- a cache's key
    # Bytes, since RE2 would otherwise encode the draft once more for every regex.
    return re2.compile(pattern.encode(), options(exact=exact))


def _matches(compiled: re2._Regexp, text: str, raw: bytes, *, group: int) -> Iterator[Span]:
    ascii_only = len(raw) == len(text)
    at = byte_at = tries = 0  # `at` characters are `byte_at` bytes
    position = 0
    while tries < MOST_TRIES and position <= len(raw):
        found = compiled.search(raw, position) if position else compiled.search(raw)
        if found is None:
            return
        tries += 1
        start, end = found.span(group)
        if start < 0:  # another branch of the regex matched, without its group
            start, end = found.span()
        if ascii_only:
            yield start, end
        else:
            first = at + _count(raw, byte_at, start)
            at, byte_at = first, start
            yield first, first + _count(raw, start, end)
        position = end if end > start else _after(raw, end)


def _count(raw: bytes, start: int, end: int) -> int:
    return len(raw[start:end].decode("utf-8", "replace"))


def _after(raw: bytes, position: int) -> int:
    position += 1
    while position < len(raw) and raw[position] & 0xC0 == 0x80:  # noqa: PLR2004 -- UTF-8's later bytes
        position += 1
    return position


def _is_whole(text: str, start: int, end: int) -> bool:
    if start == end:
        return False
    opens = start == 0 or not joins(text[start - 1], text[start])
    return opens and (end == len(text) or not joins(text[end - 1], text[end]))


class PatternSet:
    """Says in one pass which of many regexes match somewhere, by their numbers."""

    def __init__(self, patterns: Mapping[int, Pattern]) -> None:
        """Compile in shards, each of which is tried out: RE2 is silent when memory is short."""
        numbers = list(patterns)
        self._shards = [
            _Shard({number: patterns[number] for number in numbers[first : first + _SHARD_SIZE]})
            for first in range(0, len(numbers), _SHARD_SIZE)
        ]

    def matching(self, raw: bytes) -> Iterator[int]:
        """Return the numbers of the regexes that match in `raw`."""
        for shard in self._shards:
            yield from shard.matching(raw)


_SHARD_SIZE = 200
_SENTINEL = b"\x01checkpost\x01"


class _Shard:
    def __init__(self, patterns: Mapping[int, Pattern]) -> None:
        self._numbers = list(patterns)
        exact = any(pattern.exact for pattern in patterns.values())
        self._set = re2.Set.SearchSet(_set_options(exact=exact))
        for pattern in patterns.values():
            self._set.Add(pattern.translated.encode())
        self._set.Add(_SENTINEL)
        self._set.Compile()
        self._works = len(patterns) in (self._set.Match(_SENTINEL) or ())

    def matching(self, raw: bytes) -> Iterator[int]:
        if not self._works:
            yield from self._numbers
            return
        for place in self._set.Match(raw) or ():
            if place < len(self._numbers):
                yield self._numbers[place]


def _set_options(*, exact: bool) -> re2.Options:
    chosen = options(exact=exact)
    chosen.max_mem = 64 * 2**20
    return chosen
