"""The terms that several kinds share: what matches, and the conditions around a match."""

from __future__ import annotations

from collections.abc import Sequence

from bot.policy.body import Terms
from bot.policy.matching.group import Phrases, phrases
from bot.policy.matching.index import IndexBuilder, Scan
from bot.policy.matching.nearby import Neighbours
from bot.policy.matching.patterns import Pattern
from bot.policy.matching.probe import Probe, make_probe

Span = tuple[int, int]


class Conditions:
    """The compiled `none`, `near` and `unless_near`."""

    def __init__(self, terms: Terms, rule: int, index: IndexBuilder) -> None:
        """Add the phrases to the index; without a `near` word nearby the rule need not look."""
        self._none = phrases(terms.none, index)
        self._near = Neighbours(terms.near, index) if terms.near else None
        if self._near is not None:
            index.needs_near(rule, self._near.probes)
        self._unless = Neighbours(terms.unless_near, index) if terms.unless_near else None

    def may_hold(self, scan: Scan) -> bool:
        """Whether a match could count at all: cheap, and asked before any regex runs."""
        if self._none.stand(scan):
            return False
        return self._near is None or self._near.stands(scan)

    def hold(self, scan: Scan, found: list[Span]) -> list[Span]:
        """Return the matches around which everything is as it must be."""
        return self.filter(scan, found) if found and self.may_hold(scan) else []

    def filter(self, scan: Scan, found: list[Span]) -> list[Span]:
        """Return the same where it is known that a match could count."""
        if self._near is not None and found:
            near = self._near.around(scan)
            found = [span for span in found if near.near(*span)]
        if self._unless is not None and found:
            unless = self._unless.around(scan, self._near)
            found = [span for span in found if not unless.near(*span)]
        return found

    def broken(self, scan: Scan, found: list[Span]) -> str:
        """Say which condition keeps these matches from counting; empty when none does."""
        for _, spans in self._none.found(scan):
            return f"{_said(scan, spans[0])} stands in the draft (none)"
        start, end = found[0]
        near = self._near.around(scan) if self._near else None
        if near is not None and not any(near.near(*span) for span in found):
            return f"nothing of near stands close to {_said(scan, (start, end))}"
        unless = self._unless.around(scan, self._near) if self._unless else None
        if unless is not None and all(unless.near(*span) for span in found):
            return f"something of unless_near stands close to {_said(scan, (start, end))}"
        return ""


def _said(scan: Scan, span: Span) -> str:
    start, end = scan.view.span(*span)
    return f"‘{scan.view.given[start:end]}’"


class TermsMatcher:
    """The compiled form of `any`, `all`, `regex` with their conditions."""

    def __init__(self, terms: Terms, rule: int, index: IndexBuilder) -> None:
        """Add what is looked for to the index."""
        exact = terms.case == "exact"
        probes = [make_probe(p, exact=exact, whole=terms.whole_word) for p in terms.any_]
        self._any = Phrases(probes, index)
        self._all = [make_probe(p, exact=exact, whole=terms.whole_word) for p in terms.all_]
        self._all_numbers = [index.probe(probe) for probe in self._all]
        self.patterns = frozenset(
            index.pattern(Pattern(regex, exact, terms.whole_word)) for regex in terms.regex
        )
        self._conditions = Conditions(terms, rule, index)

    @property
    def probes(self) -> Sequence[Probe]:
        """The phrases of which one stands in every draft that matches."""
        if self._any or self.patterns or not self._all:
            return self._any.probes
        return [max(self._all, key=lambda probe: len(probe.literal))]

    def find(self, scan: Scan) -> list[Span]:
        """Return the matches in the folded view, in order; they may overlap.

        Where only `all` is given, the first of its phrases is what matches.
        """
        if not self._conditions.may_hold(scan):
            return []
        return self._conditions.filter(scan, self._candidates(scan))

    def silence(self, scan: Scan) -> str:
        """Say why what was found does not count; empty when there is nothing to say."""
        found = self._candidates(scan)
        if found:
            return self._conditions.broken(scan, found)
        missing = [
            p for p, n in zip(self._all, self._all_numbers, strict=True) if not scan.phrase(n)
        ]
        if missing and len(missing) < len(self._all):
            return f"‘{missing[0].literal}’ is missing (all)"
        return ""

    def _candidates(self, scan: Scan) -> list[Span]:
        together = [scan.phrase(number) for number in self._all_numbers]
        if not all(together):
            return []
        found = self._any.spans(scan)
        for pattern in self.patterns & scan.likely:
            found += scan.regex(pattern)
        if together and not (self._any or self.patterns):
            found = together[0]
        return sorted(found)
