"""Deciding whether the guard covers a draft: one pass over the text, then a look around."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.policy.guard.trie import Trie
from bot.policy.guard.words import LANGUAGES, Additions, Phrase, added, base, normalise
from bot.policy.matching.cover import Cover

_TRIGGERS = frozenset({"alone", "with_me", "with_work", "with_boss"})

# How far apart words may stand and still speak of the same thing, in characters, six to a word.
_GAP = 42  # between the parts of a phrase: "fired … for"
_ME = 60  # from oneself to one's wages
_BOSS = 90  # from a superior to what is said of them
_WORK = 160  # from work to what happens there, over a full stop if need be


class _Hit(NamedTuple):
    start: int
    end: int


_Found = Mapping[tuple[str, str], Sequence[_Hit]]


class Guard:
    """Knows speech about one's own working life. Holds nothing of any draft; safe to share."""

    def __init__(self, additions: Additions | None = None) -> None:
        """The base list is always there; `additions` only add to it."""
        phrases = (*base(), *added(additions or Additions()))
        self._triggers = _Finder(phrase for phrase in phrases if phrase.kind in _TRIGGERS)
        self._around = _Finder(phrase for phrase in phrases if phrase.kind not in _TRIGGERS)

    def covers(self, folded_text: str) -> bool:
        """Whether a draft is about its author's working life; `folded_text` is NFKC, casefolded."""
        text = normalise(folded_text)
        found = self._triggers.find(text)
        if not found:
            return False
        around = self._around.find(text)
        meant = _without_other_senses(found, around)
        return any(kind == "alone" for kind, _ in meant) or any(
            _counts(meant, around, language, text) for language in LANGUAGES
        )


class _Use(NamedTuple):
    """What one part is: number `part` of a phrase, and maybe the last."""

    kind: tuple[str, str]
    phrase: int
    part: int
    last: bool


class _Finder:
    """Finds phrases in one pass, however many there are."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._uses: list[_Use] = []
        parts = []
        for number, phrase in enumerate(phrases):
            last = len(phrase.parts) - 1
            for part, places in enumerate(phrase.parts):
                kind = (phrase.kind, phrase.language)
                self._uses.append(_Use(kind, number, part, part == last))
                parts.append(places)
        self._trie = Trie(parts)

    def find(self, text: str) -> dict[tuple[str, str], list[_Hit]]:
        """Return where phrases of each kind and language stand."""
        found: dict[tuple[str, str], list[_Hit]] = defaultdict(list)
        begun: dict[tuple[int, int], list[_Hit]] = defaultdict(list)
        for end, start, part in self._trie.find(text):
            use = self._uses[part]
            hit: _Hit | None = _Hit(start, end)
            if use.part:
                hit = _joined(begun[use.phrase, use.part - 1], start, end, text)
            if hit is not None:
                (found[use.kind] if use.last else begun[use.phrase, use.part]).append(hit)
        return found


def _joined(before: Sequence[_Hit], start: int, end: int, text: str) -> _Hit | None:
    """Return the phrase that ends here, where its earlier part is near and in the sentence."""
    for earlier in reversed(before):  # they are in the order of their ends
        if start > earlier.end + _GAP:
            return None
        if earlier.end - 1 <= start and "." not in text[earlier.end : start]:
            return _Hit(earlier.start, end)
    return None


def _without_other_senses(found: _Found, around: _Found) -> _Found:
    """Leave out words that stand in a phrase of another sense: the union in "credit union"."""
    others = [hit for kind, hits in around.items() if kind[0] == "not" for hit in hits]
    if not others:
        return found
    cover = Cover((start, end, True) for start, end in others)
    kept = {
        kind: [hit for hit in hits if not _inside_longer(hit, cover)]
        for kind, hits in found.items()
    }
    return {kind: hits for kind, hits in kept.items() if hits}


def _inside_longer(hit: _Hit, cover: Cover[bool]) -> bool:
    return bool(cover.over(hit.start, hit.end + 1) or cover.over(hit.start - 1, hit.end))


def _counts(found: _Found, around: _Found, language: str, text: str) -> bool:
    """Whether a word that needs company has it."""

    def words(kind: str) -> Sequence[_Hit]:
        return found.get((kind, language), ()) or around.get((kind, language), ())

    if not words("hiring"):
        if _any(_near(words("with_me"), words("me"), _ME, text)):
            return True
        if _any(_near(words("with_work"), words("work"), _WORK)):
            return True
    blamed = words("with_boss")
    bosses = [*_near(words("boss"), words("ours"), _BOSS, text)] if blamed else ()
    return _any(_near(blamed, bosses, _BOSS, text))


def _any(hits: Iterator[_Hit]) -> bool:
    return next(hits, None) is not None


def _near(
    hits: Sequence[_Hit], anchors: Sequence[_Hit], reach: int, text: str | None = None
) -> Iterator[_Hit]:
    """Yield the hits that stand near an anchor; in the same sentence where `text` is given."""
    if not (hits and anchors):
        return
    anchors = sorted(anchors)
    starts = [anchor.start for anchor in anchors]
    longest = max(anchor.end - anchor.start for anchor in anchors)
    for hit in hits:
        first = bisect_left(starts, hit.start - reach - longest)
        last = bisect_right(starts, hit.end + reach)
        if any(_is_near(hit, anchor, reach, text) for anchor in anchors[first:last]):
            yield hit


def _is_near(one: _Hit, other: _Hit, reach: int, text: str | None) -> bool:
    first, second = (one, other) if one.start <= other.start else (other, one)
    if one == other or second.start - first.end > reach:
        return False
    return text is None or "." not in text[first.end : second.start]
