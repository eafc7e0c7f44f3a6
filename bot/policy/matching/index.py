"""The index over everything that all rules look for: one pass over a draft finds what to verify."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from bot.policy.matching.patterns import Pattern, PatternSet
from bot.policy.matching.probe import Probe
from bot.policy.text.signs import Sign, Signs
from bot.policy.text.view import View

_Span = tuple[int, int]
_Numbers = frozenset[int]
_Way = tuple[int, tuple[_Numbers, ...]]  # a regex, and what else must stand for it to match so


class IndexBuilder:
    """Collects what rules look for. What several rules share is looked for once."""

    def __init__(self) -> None:
        """Begin empty."""
        self.literals: dict[str, int] = {}
        self.probes: dict[Probe, int] = {}
        self.patterns: dict[Pattern, int] = {}
        self.rules: dict[int, list[int]] = {}  # by literal
        self.ways: dict[int, list[_Way]] = {}  # by literal
        self.readers: dict[int, list[int]] = {}  # the rules of a regex
        self.unsure: dict[Pattern, list[int]] = {}  # the rules of a regex that may match anywhere
        self.signs: dict[tuple[frozenset[str], ...], list[int]] = {}

    def probe(self, probe: Probe) -> int:
        """Add a phrase; return the number to ask for it with, which equal phrases share."""
        self._literal(probe.literal)
        return self.probes.setdefault(probe, len(self.probes))

    def pattern(self, pattern: Pattern) -> int | None:
        """Add a regex; return its number, None where nothing sure must stand for it to match."""
        ways = pattern.ways
        if ways is None or pattern in self.patterns:
            return self.patterns.get(pattern)
        number = self.patterns[pattern] = len(self.patterns)
        for first, *others in ways:
            rest = tuple(frozenset(map(self._literal, literals)) for literals in others)
            for literal in first:
                self.ways.setdefault(self._literal(literal), []).append((number, rest))
        return number

    def wake(self, rule: int, probes: Iterable[Probe], patterns: Iterable[Pattern]) -> None:
        """Have a rule read the drafts in which one of these may stand."""
        for literal in {probe.literal for probe in probes}:
            self.rules.setdefault(self._literal(literal), []).append(rule)
        for pattern in set(patterns):
            number = self.pattern(pattern)
            if number is None:
                self.unsure.setdefault(pattern, []).append(rule)
            else:
                self.readers.setdefault(number, []).append(rule)

    def wake_by(self, rule: int, signs: Iterable[Sign]) -> None:
        """Have a rule read the drafts that show one of these signs."""
        for sign in signs:
            if isinstance(sign, str):
                self.rules.setdefault(self._literal(sign), []).append(rule)
            else:
                self.signs.setdefault(sign, []).append(rule)

    def wake_always(self, rule: int) -> None:
        """Have a rule read every draft."""
        self.wake_by(rule, ((),))

    def _literal(self, literal: str) -> int:
        return self.literals.setdefault(literal, len(self.literals))

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
        self._rules = builder.rules
        self._ways = builder.ways
        self._readers = builder.readers
        self._unsure = builder.unsure
        self._signs = Signs(builder.signs)
        self.patterns = builder.patterns
        folded = [pattern for pattern in builder.unsure if not pattern.exact]
        cased = [pattern for pattern in builder.unsure if pattern.exact]
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
        awake = self._signs.wake(view)
        likely: set[int] = set()
        for literal in starts:
            if literal in self._rules:
                awake.update(self._rules[literal])
            for pattern, rest in self._ways.get(literal, ()):
                if pattern not in likely and not any(map(starts.keys().isdisjoint, rest)):
                    likely.add(pattern)
                    awake.update(self._readers.get(pattern, ()))
        for matching in self._matching(view):
            awake.update(self._unsure[matching])
        return Scan(self, view, starts, awake, likely)

    def _matching(self, view: View) -> Iterable[Pattern]:
        if self._folded_set is not None:
            yield from self._folded_set.matching(view.folded_raw)
        if self._cased_set is not None:
            yield from self._cased_set.matching(view.cased_raw)

    def probe(self, number: int) -> tuple[Probe, int]:
        """Return a probe and the number of its literal."""
        return self._probes[number], self._literal_of[number]


class Scan:
    """What one pass over a draft found; phrases are verified when they are asked for."""

    __slots__ = ("_found", "_index", "_likely", "_matched", "awake", "starts", "view")

    def __init__(
        self,
        index: Index,
        view: View,
        starts: dict[int, list[int]],
        awake: set[int],
        likely: set[int],
    ) -> None:
        """Where each literal stands, which rules have to look, which regexes might match."""
        self.view = view
        self.awake = awake
        self._index = index
        self._likely = likely
        self.starts = starts
        self._found: dict[int, list[_Span]] = {}
        self._matched: dict[Pattern, list[_Span]] = {}

    def phrase(self, number: int) -> list[_Span]:
        """Return where a phrase stands in the folded view, in order."""
        found = self._found.get(number)
        if found is None:
            probe, literal = self._index.probe(number)
            starts = self.starts.get(literal)
            found = self._found[number] = probe.spans(self.view, starts) if starts else []
        return found

    def regex(self, pattern: Pattern) -> list[_Span]:
        """Return where a regex matches in the folded view, in order."""
        number = self._index.patterns.get(pattern)
        if number is not None and number not in self._likely:
            return []
        found = self._matched.get(pattern)
        if found is None:
            view = self.view
            if pattern.exact:
                found = pattern.spans(view.cased, view.cased_raw)
            else:
                found = pattern.spans(view.folded, view.folded_raw)
            self._matched[pattern] = found
        return found
