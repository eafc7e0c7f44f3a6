"""Deciding whether the guard covers a draft: one pass over the text, then a look around."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from bot.policy.guard.finder import Finder
from bot.policy.guard.trie import Span
from bot.policy.guard.words import Additions, added, base, languages, normalise
from bot.policy.matching.cover import Cover

_TRIGGERS = frozenset({"alone", "with_me", "with_work", "with_boss"})

# How far apart words may stand and still speak of the same thing, in characters, six to a word.
_ME = 60  # from oneself to one's wages
_BOSS = 90  # from a superior to what is said of them
_WORK = 160  # from work to what happens there, over a full stop if need be


_Found = Mapping[tuple[str, str], Sequence[Span]]


class Guard:
    """Knows speech about one's own working life. Holds nothing of any draft; safe to share."""

    def __init__(self, additions: Additions | None = None) -> None:
        """The base list is always there; `additions` only add to it."""
        phrases = (*base(), *added(additions or Additions()))
        self._languages = languages()
        self._triggers = Finder(phrase for phrase in phrases if phrase.kind in _TRIGGERS)
        self._around = Finder(phrase for phrase in phrases if phrase.kind not in _TRIGGERS)

    def covers(self, folded_text: str) -> bool:
        """Whether a draft is about its author's working life; `folded_text` is NFKC, casefolded."""
        text = normalise(folded_text)
        found = self._triggers.find(text)
        if not found:
            return False
        around = self._around.find(text)
        meant = _without_other_senses(found, around)
        return any(kind == "alone" for kind, _ in meant) or any(
            _counts(meant, around, language, text) for language in self._languages
        )


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


def _inside_longer(hit: Span, cover: Cover[bool]) -> bool:
    return bool(cover.over(hit[0], hit[1] + 1) or cover.over(hit[0] - 1, hit[1]))


def _counts(found: _Found, around: _Found, language: str, text: str) -> bool:
    """Whether a word that needs company has it."""

    def words(kind: str) -> Sequence[Span]:
        return found.get((kind, language), ()) or around.get((kind, language), ())

    if not words("hiring"):
        if _any(_near(words("with_me"), words("me"), _ME, text)):
            return True
        if _any(_near(words("with_work"), words("work"), _WORK)):
            return True
    blamed = words("with_boss")
    bosses = [*_near(words("boss"), words("ours"), _BOSS, text)] if blamed else ()
    return _any(_near(blamed, bosses, _BOSS, text))


def _any(hits: Iterator[Span]) -> bool:
    return next(hits, None) is not None


def _near(
    hits: Sequence[Span], anchors: Sequence[Span], reach: int, text: str | None = None
) -> Iterator[Span]:
    """Yield the hits that stand near an anchor; in the same sentence where `text` is given."""
    if not (hits and anchors):
        return
    anchors = sorted(anchors)
    starts = [start for start, _ in anchors]
    longest = max(end - start for start, end in anchors)
    for hit in hits:
        first = bisect_left(starts, hit[0] - reach - longest)
        last = bisect_right(starts, hit[1] + reach)
        if any(_is_near(hit, anchor, reach, text) for anchor in anchors[first:last]):
            yield hit


def _is_near(one: Span, other: Span, reach: int, text: str | None) -> bool:
    first, second = sorted((one, other))
    if one == other or second[0] - first[1] > reach:
        return False
    return text is None or "." not in text[first[1] : second[0]]
