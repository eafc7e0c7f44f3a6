"""The index over everything that all rules look for: one pass over a draft finds what to verify."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from bot.policy.matching.patterns import Pattern, PatternSet
from bot.policy.matching.probe import Probe
from bot.policy.text.view import View


class IndexBuilder:
    """Collects what rules look for. What several rules share is looked for once."""

    def __init__(self) -> None:
        """Begin empty."""
        self.literals: dict[str, int] = {}
        self.probes: dict[Probe, int] = {}
        self.needs: dict[Pattern, frozenset[int]] = {}
        self.by_literal: dict[int, list[int]] = {}
        self.by_pattern: dict[Pattern, list[int]] = {}
        self.always: list[int] = []

    def probe(self, probe: Probe) -> int:
        """Add a phrase; return the number to ask for it with, which equal phrases share."""
        self.literals.setdefault(probe.literal, len(self.literals))
        return self.probes.setdefault(probe, len(self.probes))

    def wake(self, rule: int, probes: Iterable[Probe], patterns: Iterable[Pattern]) -> None:
        """Have a rule read the drafts in which one of these may stand."""
        for literal in {probe.literal for probe in probes}:
            self.by_literal.setdefault(self.literals[literal], []).append(rule)
        for pattern in set(patterns):
            literals = self._needs(pattern)
            if literals:
                for number in literals:
                    self.by_literal.setdefault(number, []).append(rule)
            else:
                self.by_pattern.setdefault(pattern, []).append(rule)

    def _needs(self, pattern: Pattern) -> frozenset[int]:
        """Return the literals of which a match holds one, by number; none if none is sure."""
        if pattern not in self.needs:
            numbers = (
                self.literals.setdefault(literal, len(self.literals))
                for literal in pattern.needs or ()
            )
            self.needs[pattern] = frozenset(numbers)
        return self.needs[pattern]

    def wake_always(self, rule: int) -> None:
        """Have a rule read every draft."""
        self.always.append(rule)

    def build(self) -> Index:
        """Return the compiled index."""
        return Index(self)


class Index:
    """The compiled index. Not changed once made; safe to share."""

    def __init__(self, builder: IndexBuilder) -> None:
        """Compile what the builder has collected."""
        self._automaton = AhoCorasick(list(builder.literals), store_patterns=False)
        self._literal_of = [builder.literals[probe.literal] for probe in builder.probes]
        self._probes = list(builder.probes)
        self._by_literal = builder.by_literal
        self._by_pattern = builder.by_pattern
        self._always = tuple(builder.always)
        self._needs = builder.needs
        folded = [pattern for pattern in builder.by_pattern if not pattern.exact]
        cased = [pattern for pattern in builder.by_pattern if pattern.exact]
        self._folded_set = PatternSet(folded) if folded else None
        self._cased_set = PatternSet(cased) if cased else None

    def scan(self, view: View) -> Scan:
        """Return what may stand in a draft, and the rules that have to read it."""
        starts: dict[int, list[int]] = {}
        for literal, start, _ in self._automaton.find_matches_as_indexes(
            view.spaced, overlapping=True
        ):
            if literal in starts:
                starts[literal].append(start)
            else:
                starts[literal] = [start]
        awake = set(self._always)
        for literal in starts:
            awake.update(self._by_literal.get(literal, ()))
        if self._folded_set is not None:
            for pattern in self._folded_set.matching(view.folded_raw):
                awake.update(self._by_pattern[pattern])
        if self._cased_set is not None:
            for pattern in self._cased_set.matching(view.cased_raw):
                awake.update(self._by_pattern[pattern])
        return Scan(self, view, starts, awake)

    def may_match(self, pattern: Pattern, starts: Mapping[int, object]) -> bool:
        """Whether a regex could match where these literals stand."""
        needs = self._needs.get(pattern)
        return not needs or not needs.isdisjoint(starts)

    def probe(self, number: int) -> tuple[Probe, int]:
        """Return a probe and the number of its literal."""
        return self._probes[number], self._literal_of[number]


class Scan:
    """What one pass over a draft found; phrases are verified when they are asked for."""

    __slots__ = ("_found", "_index", "_matched", "awake", "starts", "view")

    def __init__(
        self, index: Index, view: View, starts: dict[int, list[int]], awake: set[int]
    ) -> None:
        """`starts` says where each literal stands, `awake` which rules have to look."""
        self.view = view
        self.awake = awake
        self._index = index
        self.starts = starts
        self._found: dict[int, list[tuple[int, int]]] = {}
        self._matched: dict[Pattern, list[tuple[int, int]]] = {}

    def phrase(self, number: int) -> list[tuple[int, int]]:
        """Return where a phrase stands in the folded view, in order."""
        found = self._found.get(number)
        if found is None:
            probe, literal = self._index.probe(number)
            starts = self.starts.get(literal)
            found = self._found[number] = probe.spans(self.view, starts) if starts else []
        return found

    def regex(self, pattern: Pattern) -> list[tuple[int, int]]:
        """Return where a regex matches in the folded view, in order."""
        found = self._matched.get(pattern)
        if found is None:
            view = self.view
            if not self._index.may_match(pattern, self.starts):
                found = []
            elif pattern.exact:
                found = pattern.spans(view.cased, view.cased_raw)
            else:
                found = pattern.spans(view.folded, view.folded_raw)
            self._matched[pattern] = found
        return found
