"""The index over everything that all rules look for: one pass over a draft finds what to verify."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
        self.readers: dict[int, list[int]] = {}  # the rules that a regex wakes
        self.unsure: set[int] = set()  # the regexes that may match anywhere
        self.near: dict[int, _Numbers] = {}  # by rule, the literals of which it needs one
        self.signs: dict[tuple[frozenset[str], ...], list[int]] = {}

    def probe(self, probe: Probe) -> int:
        """Add a phrase; return the number to ask for it with, which equal phrases share."""
        self._literal(probe.literal)
        return self.probes.setdefault(probe, len(self.probes))

    def pattern(self, pattern: Pattern) -> int:
        """Add a regex; return the number to ask for it with, which equal ones share."""
        if pattern in self.patterns:
            return self.patterns[pattern]
        number = self.patterns[pattern] = len(self.patterns)
        ways = pattern.ways
        if ways is None:
            self.unsure.add(number)
        for first, *others in ways or ():
            rest = tuple(frozenset(map(self._literal, literals)) for literals in others)
            for literal in first:
                self.ways.setdefault(self._literal(literal), []).append((number, rest))
        return number

    def wake(self, rule: int, probes: Iterable[Probe], patterns: Iterable[int]) -> None:
        """Have a rule read the drafts in which one of these may stand."""
        for literal in {probe.literal for probe in probes}:
            self.rules.setdefault(self._literal(literal), []).append(rule)
        for pattern in set(patterns):
            self.readers.setdefault(pattern, []).append(rule)

    def needs_near(self, rule: int, probes: Iterable[Probe]) -> None:
        """Have a rule read only drafts in which one of these phrases may stand as well."""
        self.near[rule] = frozenset(self._literal(probe.literal) for probe in probes)

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
        literals = builder.literals
        self._automaton = AhoCorasick(list(literals), store_patterns=False)
        self._probes = [(probe, literals[probe.literal]) for probe in builder.probes]
        self._patterns = list(builder.patterns)
        self._rules = builder.rules
        self._rousing = frozenset(builder.rules)
        self._ways = builder.ways
        self._leading = frozenset(builder.ways)
        self._readers = builder.readers
        self._near = builder.near
        self._needy = frozenset(builder.near)
        self._signs = Signs(builder.signs)
        # A regex that no rule waits for is tried when a rule that is awake asks for it.
        self._anywhere = builder.unsure - builder.readers.keys()
        waited_for = sorted(builder.unsure & builder.readers.keys())
        self._folded = self._set(number for number in waited_for if not self._exact(number))
        self._cased = self._set(number for number in waited_for if self._exact(number))

    def _exact(self, number: int) -> bool:
        return self._patterns[number].exact

    def _set(self, numbers: Iterable[int]) -> PatternSet | None:
        patterns = {number: self._patterns[number] for number in numbers}
        return PatternSet(patterns) if patterns else None

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
        standing = frozenset(starts)
        likely = self._likely(view, standing)
        awake = self._signs.wake(view)
        awake.update(*(self._rules[literal] for literal in standing & self._rousing))
        awake.update(*(self._readers[number] for number in likely & self._readers.keys()))
        alone = {rule for rule in awake & self._needy if self._near[rule].isdisjoint(standing)}
        return Scan(self, view, starts, standing, awake, alone, likely)

    def _likely(self, view: View, standing: _Numbers) -> set[int]:
        """Return the numbers of the regexes that may match."""
        likely = set(self._anywhere)
        for literal in standing & self._leading:
            for pattern, rest in self._ways[literal]:
                if pattern in likely:
                    continue
                for literals in rest:
                    if literals.isdisjoint(standing):
                        break
                else:
                    likely.add(pattern)
        if self._folded is not None:
            likely.update(self._folded.matching(view.folded_raw))
        if self._cased is not None:
            likely.update(self._cased.matching(view.cased_raw))
        return likely

    def probe(self, number: int) -> tuple[Probe, int]:
        """Return a probe and the number of its literal."""
        return self._probes[number]

    def pattern(self, number: int) -> Pattern:
        """Return a regex."""
        return self._patterns[number]


@dataclass(slots=True)
class Scan:
    """What one pass over a draft found; phrases are verified when they are asked for.

    `starts` is where each literal stands and `standing` which ones do; `awake` are the rules that
    have to look, `alone` those of them that miss their `near` words. Of the regexes only the
    `likely` ones may match.
    """

    index: Index
    view: View
    starts: Mapping[int, list[int]]
    standing: _Numbers
    awake: set[int]
    alone: set[int]
    likely: set[int]
    _found: dict[int, list[_Span]] = field(default_factory=dict)
    _matched: dict[int, list[_Span]] = field(default_factory=dict)

    def phrase(self, number: int) -> list[_Span]:
        """Return where a phrase stands in the folded view, in order."""
        found = self._found.get(number)
        if found is None:
            probe, literal = self.index.probe(number)
            starts = self.starts.get(literal)
            found = self._found[number] = probe.spans(self.view, starts) if starts else []
        return found

    def regex(self, number: int) -> list[_Span]:
        """Return where a regex matches in the folded view, in order."""
        if number not in self.likely:
            return []
        found = self._matched.get(number)
        if found is None:
            pattern, view = self.index.pattern(number), self.view
            if pattern.exact:
                found = pattern.spans(view.cased, view.cased_raw)
            else:
                found = pattern.spans(view.folded, view.folded_raw)
            self._matched[number] = found
        return found
