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
        self._phrases: list[tuple[tuple[str, str], range]] = []  # the kind, and which parts
        parts: list[Sequence[Ways]] = []
        for phrase in phrases:
            own = range(len(parts), len(parts) + len(phrase.parts))
            self._phrases.append(((phrase.kind, phrase.language), own))
            parts += phrase.parts
        self._phrase_of = [number for number, (_, own) in enumerate(self._phrases) for _ in own]
        self._trie = Trie(parts)

    def find(self, text: str) -> dict[tuple[str, str], list[Span]]:
        """Return where phrases of each kind and language stand."""
        parts = self._trie.find(text)
        found: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for phrase in {self._phrase_of[part] for part in parts}:
            kind, own = self._phrases[phrase]
            if all(part in parts for part in own):
                hits = parts[own[0]]
                for part in own[1:]:
                    hits = _joined(hits, parts[part], text)
                found[kind] += hits
        return {kind: hits for kind, hits in found.items() if hits}


def _joined(before: Sequence[Span], after: Iterable[Span], text: str) -> list[Span]:
    """Return the phrases whose earlier part is near the later one and in the same sentence."""
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
