"""Finding phrases of many kinds in one pass, those with a gap in them too."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter

from bot.policy.guard.trie import Span, Trie, Ways
from bot.policy.guard.words import Phrase

_GAP = 42  # characters, six to a word, between the parts of a phrase: "fired … for"


class Finder:
    """Finds phrases in one pass, however many there are."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Take every phrase that is to be looked for."""
        # By part: where one opens a phrase, the kind of that phrase and its other parts.
        self._opened: list[tuple[tuple[str, str], range] | None] = []
        parts: list[Sequence[Ways]] = []
        for phrase in phrases:
            others = range(len(parts) + 1, len(parts) + len(phrase.parts))
            self._opened += [((phrase.kind, phrase.language), others), *(None for _ in others)]
            parts += phrase.parts
        self._trie = Trie(parts)

    def find(self, text: str) -> dict[tuple[str, str], list[Span]]:
        """Return where phrases of each kind and language stand."""
        parts = self._trie.find(text)
        found: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for part, hits in parts.items():
            opened = self._opened[part]
            if opened is None:
                continue
            kind, others = opened
            spans: Sequence[Span] = hits
            for other in others:
                spans = _joined(spans, parts.get(other, ()), text)
            found[kind] += spans
        return {kind: hits for kind, hits in found.items() if hits}


def _joined(before: Sequence[Span], after: Sequence[Span], text: str) -> list[Span]:
    """Return the phrases whose earlier part is near the later one and in the same sentence."""
    if not (before and after):
        return []
    before = sorted(before, key=itemgetter(1))
    ends = [end for _, end in before]
    joined = []
    for start, end in after:
        # The nearest is enough: where a full stop stands behind it, one stands behind the others.
        nearest = bisect_right(ends, start + 1) - 1
        if (
            nearest >= 0
            and start <= ends[nearest] + _GAP
            and "." not in text[ends[nearest] : start]
        ):
            joined.append((before[nearest][0], end))
    return joined
