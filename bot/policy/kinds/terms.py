"""The terms that several kinds share: what matches, and the conditions around a match."""

from __future__ import annotations

from bot.policy.index import IndexBuilder, Scan
from bot.policy.nearby import Neighbours
from bot.policy.patterns import Pattern
from bot.policy.probe import Probe, make_probe
from bot.policy.schema import Terms

Span = tuple[int, int]


class Conditions:
    """The compiled `none`, `near` and `unless_near`."""

    def __init__(self, terms: Terms, index: IndexBuilder) -> None:
        """Add the phrases to the index."""
        self._none = [index.probe(make_probe(phrase)) for phrase in terms.none]
        self._near = Neighbours(terms.near, index) if terms.near else None
        self._unless = Neighbours(terms.unless_near, index) if terms.unless_near else None

    def hold(self, scan: Scan, found: list[Span]) -> list[Span]:
        """Return the matches around which everything is as it must be."""
        if not found or any(scan.phrase(number) for number in self._none):
            return []
        if self._near is not None:
            near = self._near.around(scan)
            found = [span for span in found if near.near(*span)]
        if self._unless is not None and found:
            unless = self._unless.around(scan)
            found = [span for span in found if not unless.near(*span)]
        return found


class TermsMatcher:
    """The compiled form of `any`, `all`, `regex` with their conditions."""

    def __init__(self, terms: Terms, index: IndexBuilder) -> None:
        """Add what is looked for to the index."""
        self._any = [self._probe(phrase, terms) for phrase in terms.any_]
        self._all = [self._probe(phrase, terms) for phrase in terms.all_]
        exact = terms.case == "exact"
        self.patterns = [Pattern(regex, exact, terms.whole_word) for regex in terms.regex]
        self._any_numbers = [index.probe(probe) for probe in self._any]
        self._all_numbers = [index.probe(probe) for probe in self._all]
        self._conditions = Conditions(terms, index)

    @staticmethod
    def _probe(phrase: str, terms: Terms) -> Probe:
        return make_probe(phrase, exact=terms.case == "exact", whole=terms.whole_word)

    @property
    def probes(self) -> list[Probe]:
        """The phrases of which one stands in every draft that matches."""
        if self._any or self.patterns:
            return self._any
        return [max(self._all, key=lambda probe: len(probe.literal))]

    def find(self, scan: Scan) -> list[Span]:
        """Return the matches in the folded view, in order; they may overlap.

        Where only `all` is given, the first of its phrases is what matches.
        """
        together = [scan.phrase(number) for number in self._all_numbers]
        if not all(together):
            return []
        found = [span for number in self._any_numbers for span in scan.phrase(number)]
        for pattern in self.patterns:
            found += scan.regex(pattern)
        if together and not (self._any or self.patterns):
            found = together[0]
        return self._conditions.hold(scan, sorted(found))
