"""Makes a week's digest from what is kept: freezes what is over, reads, composes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.digest.compose import QUARTER, Around, compose
from bot.digest.digest import Campaigned, Digest
from bot.digest.freezing import Weeks, freeze_until
from bot.digest.impact import CAMPAIGN, campaigned, impact, period_until
from bot.digest.week import Week, WeekProblem
from bot.policy.ruleset import RuleSet
from bot.vocabulary.recognition import Thanks
from storage.records import StepRecord
from storage.week_records import ChangeRecord, DigestRecord

Thanked = Callable[[datetime, datetime], Awaitable[Sequence[Thanks]]]
"""Answers with the thanks that were accepted in a stretch of time (UTC, half-open)."""
_TREND = 4


class Kept(Weeks, Protocol):
    """Where weeks and digests are kept; `storage.store.Store` is the real one."""

    async def digests_since(self, week: str) -> tuple[DigestRecord, ...]:
        """Return the records of digests from a week on."""
        ...

    async def changes_between(self, begin: datetime, end: datetime) -> tuple[ChangeRecord, ...]:
        """Return the rules that were changed because people said so."""
        ...

    async def steps_between(self, kind: str, begin: date, end: date) -> tuple[StepRecord, ...]:
        """Return the steps of campaigns by person."""
        ...

    async def clicks_between(self, begin: date, end: date) -> Mapping[str, int]:
        """Return the clicks of campaigns that were counted elsewhere and imported."""
        ...


async def nobody(begin: datetime, end: datetime) -> Sequence[Thanks]:
    """Return no thanks, where nobody can be thanked."""
    del begin, end
    return ()


class Editor:
    """Makes digests. Every method may raise `StoreProblem`."""

    def __init__(
        self,
        kept: Kept,
        ruleset: Callable[[], RuleSet],
        *,
        thanked: Thanked = nobody,
        anonymous: bool = False,
    ) -> None:
        """`ruleset` answers with the live rules; `anonymous` is the profile without people."""
        self._kept = kept
        self._ruleset = ruleset
        self._thanked = thanked
        self._anonymous = anonymous

    @property
    def timezone(self) -> str:
        """The company's time zone, an IANA name."""
        return self._ruleset().organisation.timezone

    async def freeze(self, now: datetime) -> None:
        """Freeze what is over and not frozen yet."""
        await freeze_until(self._kept, now, self.timezone, anonymous=self._anonymous)

    async def digest(self, week: Week, now: datetime) -> Digest | None:
        """Return a week's digest, None where there is too little to say. `now` is UTC.

        Raises `WeekProblem` for a week that is not over, which names the newest that is.
        """
        newest = Week.of(now, self.timezone).before()
        if week > newest:
            raise WeekProblem(
                f"{week} is not over yet: its digest can be made from {week.before(-1).monday} on. "
                f"The newest is {newest}."
            )
        await self.freeze(now)
        frozen = await self._kept.kept_weeks(str(week.before(_TREND - 1)), str(week))
        records = await self._kept.digests_since(str(week.before(QUARTER - 1)))
        begin, end = week.begins(self.timezone), week.ends(self.timezone)
        had = [each.drill for each in records if each.week == str(week) and each.drill]
        around = Around(
            changed=await self._kept.changes_between(begin, end),
            drill=had[0] if had else "",
            used={each.drill for each in records if each.week < str(week)},
            thanks=await self._thanked(begin, end),
            campaigns=await self._campaigns(week),
        )
        return compose(week, frozen, self._ruleset(), now, around)

    async def _campaigns(self, week: Week) -> tuple[Campaigned, ...]:
        """Return what campaigns came to until the end of a week, where people may know."""
        days = period_until(week)
        steps = await self._kept.steps_between(CAMPAIGN, *days)
        clicks = await self._kept.clicks_between(*days)
        return campaigned(impact(self._ruleset().campaigns, steps, clicks))
