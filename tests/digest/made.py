"""Digests for tests, from the shipped rules and figures that are written down here."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot.digest.compose import Around, compose
from bot.digest.digest import Digest
from bot.digest.week import Week
from bot.policy.loader import load
from bot.policy.ruleset import RuleSet
from storage.week_records import FigureRecord, FrozenWeek, WeekRecord

ROOT = Path(__file__).resolve().parents[2]
WEEK = Week.parse("2026-W47")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TOPICS = (("accessibility", 10), ("disclosure", 25), ("other", 15))
RULE = FigureRecord("2026-W47", "rule", "employee-disclosure", "2026-W47", hits=30, fixed=20)


@cache
def shipped() -> RuleSet:
    loaded = load(ROOT / "rules", languages=True).ruleset
    assert loaded
    return loaded


def frozen(
    week: Week = WEEK,
    *rules: FigureRecord,
    topics: tuple[tuple[str, int], ...] = TOPICS,
    checks: int | None = 60,
) -> FrozenWeek:
    name = str(week)
    told = tuple(FigureRecord(name, "topic", topic, name, fixed=n) for topic, n in topics)
    totals = WeekRecord(name, week.begins("Europe/Lisbon"), checks, 30, 20)
    return FrozenWeek(totals, (*told, *rules))


def digest(*weeks: FrozenWeek, week: Week = WEEK, around: Around | None = None) -> Digest:
    made = compose(week, weeks or (frozen(week, RULE),), shipped(), NOW, around)
    assert made
    return made
