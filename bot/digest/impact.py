"""What campaigns came to, and which topics found no answer: counts over people, never of one.

Only weeks that are over count, each figure stands on at least five people, and all are rounded, so
that nobody can be told by looking twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.digest.digest import CLICKS, Campaigned
from bot.digest.thresholds import Tally, may_show, rounded
from bot.digest.week import Week
from bot.vocabulary.campaign import Campaign
from storage.records import StepRecord

CAMPAIGN, QUESTION = "campaign", "question"
STEPS = ("started", "checked", "clear", "shared")
_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Impact:
    """A campaign's figures: steps by their names, those that may be shown, and clicks.

    `clicks` were counted elsewhere and imported; None where nobody did.
    """

    campaign: str
    title: str
    steps: Mapping[str, int]
    clicks: int | None = None


def period(now: datetime, timezone: str) -> tuple[date, date]:
    """Return the first day that counts, and the first that does not any more (or not yet)."""
    return period_until(Week.of(now, timezone).before())


def period_until(week: Week) -> tuple[date, date]:
    """Return the half year that ends with a week: its first day, and the first after it."""
    return week.before(_WEEKS - 1).monday, week.before(-1).monday


def impact(
    campaigns: Iterable[Campaign], steps: Iterable[StepRecord], clicks: Mapping[str, int]
) -> tuple[Impact, ...]:
    """Return the figures of each campaign, in the shelf's order. `steps` are of kind campaign."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for row in steps:
        tallies[row.name, row.step] += Tally(row.times, frozenset({row.author_key}))
    shown = may_show(tallies, ())
    return tuple(
        Impact(
            campaign=each.id,
            title=each.title,
            steps={
                step: rounded(tallies[each.id, step].count)
                for step in STEPS
                if (each.id, step) in shown
            },
            clicks=clicks.get(each.id),
        )
        for each in campaigns
    )


def bars(impacts: Iterable[Impact], step: str = "shared") -> tuple[tuple[str, int], ...]:
    """Return one bar a campaign for the digest's chart, the longest first."""
    found = [(each.title, each.steps[step]) for each in impacts if step in each.steps]
    return tuple(sorted(found, key=lambda bar: (-bar[1], bar[0])))


def campaigned(impacts: Iterable[Impact]) -> tuple[Campaigned, ...]:
    """Return what the digest says of campaigns: those of which anything may be told."""
    told = []
    for each in impacts:
        steps = [(step, each.steps[step]) for step in STEPS if step in each.steps]
        if steps and each.clicks is not None:
            steps.append((CLICKS, each.clicks))
        if steps:
            told.append(Campaigned(each.title, tuple(steps)))
    return tuple(told)


def unanswered(steps: Iterable[StepRecord]) -> tuple[tuple[str, int], ...]:
    """Return the topics on which questions found no answer, most first. `steps` are of questions.

    Where too few people asked about a topic it is left out, and another with it where the two
    could be told apart by subtraction.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in steps:
        tallies[row.name] += Tally(row.times, frozenset({row.author_key}))
    shown = may_show(tallies, [tuple(tallies)])
    found = [(topic, rounded(tallies[topic].count)) for topic in shown]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0])))
