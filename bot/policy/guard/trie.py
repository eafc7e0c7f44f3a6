"""Finding phrases word by word: a tree of words that grows a branch when a text first enters it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

Span = tuple[int, int]
Ways = Sequence[tuple[str, ...]]
"""What may stand at one place of a phrase: some words each, or none."""

_Item = tuple[int, int, tuple[str, ...]]  # a phrase, its next place, the words left of this one
_KEY = 3  # letters that stems are told apart by


class Trie:
    """Phrases, each a row of places. Spelling all of them out would take fifty thousand texts."""

    def __init__(self, phrases: Iterable[Sequence[Ways]]) -> None:
        """A `*` at the very end of a phrase stands for the rest of its last word."""
        self._phrases = tuple(phrases)
        self._root = self._node((number, 0, ()) for number in range(len(self._phrases)))

    def find(self, text: str) -> dict[int, list[Span]]:
        """Return where each phrase stands in `text`, in order of the starts.

        Its words have one space around each. A span begins and ends with those spaces, but ends
        with the letters of a stem.
        """
        words = text.split(" ")
        places: list[int] = []
        found: dict[int, list[Span]] = {}
        ended: dict[_Node, list[Span]] = {}
        moves, stems = self._root.moves, self._root.stems
        for first, word in enumerate(words):
            below = moves.get(word)
            if below is not None and isinstance(below, _Node) and not (below.ends or below.stems):
                # Most words that begin a phrase begin none here: the next one says so.
                below = below.moves.get(words[first + 1])
            if below is not None or word[:_KEY] in stems:
                places = places or _places(words)
                self._from(words, places, first, found, ended)
        for node, spans in ended.items():
            for phrase in node.ends:
                found.setdefault(phrase, []).extend(spans)
        for hits in found.values():
            hits.sort()
        return found

    def _from(
        self,
        words: list[str],
        places: list[int],
        first: int,
        found: dict[int, list[Span]],
        ended: dict[_Node, list[Span]],
    ) -> None:
        """Add what begins at a word: stems by their phrase, and the nodes where phrases end."""
        node = self._root
        start = places[first] - 1
        for number in range(first, len(words)):
            word, place = words[number], places[number]
            for stem, phrase in node.stems.get(word[:_KEY], ()):
                if word.startswith(stem):
                    found.setdefault(phrase, []).append((start, place + len(stem)))
            below = node.moves.get(word)
            if below is None:
                return
            node = below if isinstance(below, _Node) else self._grow(node, word, below)
            if node.ends:
                ended.setdefault(node, []).append((start, place + len(word) + 1))

    def _grow(self, node: _Node, word: str, items: set[_Item]) -> _Node:
        grown = node.moves[word] = self._node(items)
        return grown

    def _node(self, items: Iterable[_Item]) -> _Node:
        node = _Node()
        waiting = [*items]
        while waiting:
            phrase, place, words = waiting.pop()
            places = self._phrases[phrase]
            if not words:
                if place == len(places):
                    node.ends.add(phrase)
                else:
                    waiting += [(phrase, place + 1, way) for way in places[place]]
            elif words[0][-1] != "*":
                node.enter(words[0], (phrase, place, words[1:]))
            elif len(words) == 1 and all(() in ways for ways in places[place:]):
                node.add_stem(words[0][:-1], phrase)
        return node


class _Node:
    """Where some words have led: what ends here, and which words lead on."""

    __slots__ = ("ends", "moves", "stems")

    def __init__(self) -> None:
        self.ends: set[int] = set()
        self.moves: dict[str, _Node | set[_Item]] = {}
        self.stems: dict[str, list[tuple[str, int]]] = {}

    def enter(self, word: str, item: _Item) -> None:
        items = self.moves.setdefault(word, set())
        if isinstance(items, set):
            items.add(item)

    def add_stem(self, stem: str, phrase: int) -> None:
        self.stems.setdefault(stem[:_KEY], []).append((stem, phrase))


def _places(words: list[str]) -> list[int]:
    return [0, *accumulate(len(word) + 1 for word in words)]
