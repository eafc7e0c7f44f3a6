"""Several phrases that are asked for together, such as all words of a `near`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.policy.matching.index import IndexBuilder, Scan
from bot.policy.matching.probe import Probe, make_probe

Span = tuple[int, int]


class Phrases:
    """A group of phrases in an index. Those whose literal is not in a draft cost nothing."""

    __slots__ = ("_by_literal", "_literals", "probes")

    def __init__(self, probes: Iterable[Probe], index: IndexBuilder) -> None:
        """Add the phrases to the index."""
        self.probes = tuple(probes)
        self._by_literal: dict[int, list[int]] = {}
        for probe in self.probes:
            number = index.probe(probe)
            self._by_literal.setdefault(index.literals[probe.literal], []).append(number)
        self._literals = frozenset(self._by_literal)

    def __bool__(self) -> bool:
        """Whether there is any phrase in the group."""
        return bool(self.probes)

    def found(self, scan: Scan) -> Iterator[tuple[int, list[Span]]]:
        """Yield each phrase that stands in the draft: its number in the index, and where."""
        for literal in self._literals & scan.standing:
            for number in self._by_literal[literal]:
                spans = scan.phrase(number)
                if spans:
                    yield number, spans

    def spans(self, scan: Scan) -> list[Span]:
        """Return where any of the phrases stands."""
        return [span for _, spans in self.found(scan) for span in spans]

    def stand(self, scan: Scan) -> bool:
        """Whether any of the phrases stands in the draft."""
        for literal in self._literals & scan.standing:
            for number in self._by_literal[literal]:
                if scan.phrase(number):
                    return True
        return False


def phrases(texts: Iterable[str], index: IndexBuilder) -> Phrases:
    """Return a group of phrases as rule files write them, at whole words and in any case."""
    return Phrases((make_probe(text) for text in texts), index)
