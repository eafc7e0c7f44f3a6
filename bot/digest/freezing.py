"""Freezes weeks that are over, oldest first, so that each knows what the one before gathered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from bot.digest.beside import REWRITE, Beside, freeze_beside
from bot.digest.freeze import KEPT_WEEKS, RULE, WATCH, freeze
from bot.digest.week import Week
from storage.records import StepRecord
from storage.week_records import FrozenWeek, PersonChecks, PersonFindings, PersonReviews


class Weeks(Protocol):
    """Where weeks are counted and kept; `storage.store.Store` is the real one."""

    async def checks_between(self, begin: datetime, end: datetime) -> tuple[PersonChecks, ...]:
        """Count the checks of a stretch of time by person."""
        ...

    async def findings_between(
        self, begin: datetime, end: datetime, earlier: Mapping[str, datetime] | None = None
    ) -> tuple[PersonFindings, ...]:
        """Count the findings of a stretch of time by person, and `earlier` ones of some rules."""
        ...

    async def watched_between(
        self, begin: datetime, end: datetime, earlier: Mapping[str, datetime] | None = None
    ) -> tuple[PersonFindings, ...]:
        """Count what watch rules noticed, likewise."""
        ...

    async def reviews_between(self, begin: datetime, end: datetime) -> tuple[PersonReviews, ...]:
        """Count how reviews ended, by person."""
        ...

    async def steps_between(self, kind: str, begin: date, end: date) -> tuple[StepRecord, ...]:
        """Return what people did on these days."""
        ...

    async def first_hour(self) -> datetime | None:
        """Return the hour of the oldest check."""
        ...

    async def keep_week(self, frozen: FrozenWeek) -> None:
        """Keep a week's figures, unless they are kept already."""
        ...

    async def kept_weeks(self, since: str, until: str) -> tuple[FrozenWeek, ...]:
        """Return the weeks that are kept, oldest first."""
        ...


async def freeze_until(
    weeks: Weeks, now: datetime, timezone: str, *, anonymous: bool = False
) -> None:
    """Freeze every week that is over at `now` (UTC) and is not frozen yet.

    `timezone` is the company's, an IANA name.
    """
    last = Week.of(now, timezone).before()
    first = await weeks.first_hour()
    if first is None:
        return
    begin = max(Week.of(first, timezone), last.before(KEPT_WEEKS - 1))
    kept = {
        each.totals.week: each for each in await weeks.kept_weeks(str(begin.before()), str(last))
    }
    before = kept.get(str(begin.before()))
    week = begin
    while week <= last:
        frozen = kept.get(str(week))
        if frozen is None:
            frozen = await _freeze(weeks, week, timezone, before, anonymous=anonymous)
            await weeks.keep_week(frozen)
        before, week = frozen, week.before(-1)


async def _freeze(
    weeks: Weeks, week: Week, timezone: str, before: FrozenWeek | None, *, anonymous: bool
) -> FrozenWeek:
    begin, end = week.begins(timezone), week.ends(timezone)
    checks = await weeks.checks_between(begin, end)
    if anonymous:
        return freeze(week, begin, checks, (), {}, anonymous=True)
    gathered = still_gathering(before)
    findings = await weeks.findings_between(begin, end, _begins(gathered, timezone))
    frozen = freeze(week, begin, checks, findings, gathered)
    beside = freeze_beside(week, await _beside(weeks, week, timezone, before))
    return replace(frozen, figures=(*frozen.figures, *beside))


async def _beside(weeks: Weeks, week: Week, timezone: str, before: FrozenWeek | None) -> Beside:
    begin, end = week.begins(timezone), week.ends(timezone)
    gathered = still_gathering(before, WATCH)
    steps = await weeks.steps_between(REWRITE, week.monday, week.before(-1).monday)
    return Beside(
        reviews=await weeks.reviews_between(begin, end),
        watched=await weeks.watched_between(begin, end, _begins(gathered, timezone)),
        gathered=gathered,
        adopted=[(each.author_key, each.times) for each in steps],
    )


def _begins(gathered: Mapping[str, str], timezone: str) -> dict[str, datetime]:
    return {rule: Week.parse(since).begins(timezone) for rule, since in gathered.items()}


def still_gathering(frozen: FrozenWeek | None, kind: str = RULE) -> dict[str, str]:
    """Return the rules that had too little to show in a week, with the week they gather since.

    `kind` is `rule`, or `watch` for rules that only watch.
    """
    figures = frozen.figures if frozen else ()
    return {each.name: each.since for each in figures if each.kind == kind and each.hits is None}
