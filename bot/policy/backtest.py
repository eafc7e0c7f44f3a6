"""Comparing two rule sets over the same drafts: which ones change their verdict, by rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Reading, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Sample:
    """One draft to compare on. `label` is how people find it again; `at` None means now."""

    draft: Draft
    label: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Flip:
    """A draft whose verdict changes."""

    sample: Sample
    before: Verdict
    after: Verdict


@dataclass(slots=True)
class Change:
    """What becomes of one rule: the drafts it newly catches, no longer catches, weighs anew."""

    rule: str
    caught: list[Sample] = field(default_factory=list)
    missed: list[Sample] = field(default_factory=list)
    weighed: list[Sample] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Backtest:
    """The whole comparison. `changes` are by rule id, only rules that change anything."""

    drafts: int
    changes: tuple[Change, ...]
    flips: tuple[Flip, ...]


def backtest(old: RuleSet, new: RuleSet, samples: Iterable[Sample], at: datetime) -> Backtest:
    """Read every draft with both rule sets, in one pass. `samples` may report its own progress."""
    changes: dict[str, Change] = {}
    flips: list[Flip] = []
    count = 0
    for sample in samples:
        count += 1
        moment = sample.at or at
        before, after = old.read(sample.draft, moment), new.read(sample.draft, moment)
        if before.verdict is not after.verdict:
            flips.append(Flip(sample, before.verdict, after.verdict))
        _compare(sample, before, after, changes)
    ordered = tuple(changes[rule] for rule in sorted(changes))
    return Backtest(count, ordered, tuple(flips))


def _compare(sample: Sample, before: Reading, after: Reading, changes: dict[str, Change]) -> None:
    old, new = _weights(before), _weights(after)
    for rule in sorted(old.keys() | new.keys()):
        if rule in old and rule in new and old[rule] == new[rule]:
            continue
        change = changes.setdefault(rule, Change(rule))
        if rule not in old:
            change.caught.append(sample)
        elif rule not in new:
            change.missed.append(sample)
        else:
            change.weighed.append(sample)


def _weights(reading: Reading) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in reading.findings}
