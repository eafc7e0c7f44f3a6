"""What the rules make of drafts: how often each fires, and how right they are about each topic."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Finding, Platform, Purpose, Verdict

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
GOALS = {"caught": 0.95, "left_alone": 0.95, "fix_or_above": 0.02, "any": 0.15}
"""The quality bar of the starter pack: at least the first two, at most the others."""

_EXAMPLES = 2
_EXCERPT = 70  # characters around a match; no post is shown whole


@dataclass(slots=True)
class Firing:
    """How often one rule fires on ordinary posts, with short excerpts."""

    rule: str
    severity: str
    posts: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What ordinary posts get."""

    posts: int
    verdicts: Counter[str]
    firings: list[Firing]

    @property
    def fix_or_above(self) -> float:
        """The share of posts at fix or above."""
        return (self.verdicts["fix"] + self.verdicts["ask"]) / self.posts

    @property
    def any(self) -> float:
        """The share of posts with any finding."""
        return 1 - self.verdicts["clear"] / self.posts


@dataclass(slots=True)
class TopicScale:
    """How right the rules are about one topic: labels found, labels missed, alarms without one."""

    topic: str
    found: int = 0
    missed: int = 0
    false: int = 0

    @property
    def recall(self) -> float | None:
        """The share of labelled drafts that are found; None where there are none."""
        labelled = self.found + self.missed
        return self.found / labelled if labelled else None

    @property
    def precision(self) -> float | None:
        """The share of drafts found that are labelled; None where nothing is found."""
        alarms = self.found + self.false
        return self.found / alarms if alarms else None


@dataclass(frozen=True, slots=True)
class Labelled:
    """What labelled drafts get."""

    drafts: int
    topics: list[TopicScale]
    broken: int
    caught: int
    good: int
    left_alone: int


def read_lines(file: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def ordinary(ruleset: RuleSet, rows: Iterable[dict[str, Any]]) -> Ordinary:
    """Measure posts that nobody here wrote."""
    verdicts: Counter[str] = Counter()
    firings: dict[str, Firing] = {}
    for row in rows:
        draft = _draft(row)
        reading = ruleset.read(draft, AT)
        verdicts[reading.verdict.value] += 1
        for finding in _one_a_rule(reading.findings):
            firing = firings.setdefault(finding.rule, Firing(finding.rule, finding.severity.value))
            firing.posts += 1
            if len(firing.examples) < _EXAMPLES:
                firing.examples.append(excerpt(draft.text, finding))
    most_first = sorted(firings.values(), key=lambda firing: (-firing.posts, firing.rule))
    return Ordinary(verdicts.total(), verdicts, most_first)


def labelled(ruleset: RuleSet, rows: Sequence[dict[str, Any]]) -> Labelled:
    """Measure drafts with labels; a good draft may have a polish finding that its label names."""
    scales: dict[str, TopicScale] = defaultdict(lambda: TopicScale(""))
    broken = caught = good = left_alone = 0
    for row in rows:
        reading = ruleset.read(_draft(row), _moment(row))
        wanted, got = set(row["topics"]), {finding.topic for finding in reading.findings}
        for topic in wanted | got:
            scale = scales[topic]
            scale.topic = topic
            scale.found += topic in wanted and topic in got
            scale.missed += topic in wanted and topic not in got
            scale.false += topic not in wanted and topic in got
        if wanted:
            broken += 1
            caught += wanted <= got and reading.verdict.rank >= Verdict(row["verdict"]).rank
        else:
            good += 1
            left_alone += reading.verdict is Verdict.CLEAR
    by_name = sorted(scales.values(), key=lambda scale: scale.topic)
    return Labelled(len(rows), by_name, broken, caught, good, left_alone)


def excerpt(text: str, finding: Finding) -> str:
    """Return the match with a few words around it, on one line."""
    spare = max(0, _EXCERPT - (finding.end - finding.start)) // 2
    start = max(0, finding.start - spare)
    shown = " ".join(text[start : start + _EXCERPT].split())
    return f"{'…' if start else ''}{shown}{'…' if start + _EXCERPT < len(text) else ''}"


def _one_a_rule(findings: Iterable[Finding]) -> Iterator[Finding]:
    return iter({finding.rule: finding for finding in findings}.values())


def _draft(row: dict[str, Any]) -> Draft:
    return Draft(
        row["draft"],
        Platform(row.get("platform", "other")),
        Purpose(row.get("purpose", "post")),
        lang=row.get("lang"),
    )


def _moment(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(row["at"]) if "at" in row else AT
