"""Makes a report from what is kept: freezes what is over, reads, adds up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.digest.freezing import Weeks, freeze_until
from bot.digest.period import Period
from bot.digest.report import Extras, Report
from bot.digest.report_figures import make_report
from bot.policy.lint.lint import lint
from bot.policy.ruleset import RuleSet
from storage.records import DecisionRecord
from storage.week_records import ChangeRecord, DrillRecord


class Kept(Weeks, Protocol):
    """Where weeks and what belongs to them are kept; `storage.store.Store` is the real one."""

    async def changes_between(self, begin: datetime, end: datetime) -> tuple[ChangeRecord, ...]:
        """Return the rules that were changed because people said so."""
        ...

    async def drills_between(self, since: str, until: str) -> tuple[DrillRecord, ...]:
        """Return how drills of these weeks were answered."""
        ...

    async def decided_between(self, begin: datetime, end: datetime) -> tuple[DecisionRecord, ...]:
        """Return how questions were answered."""
        ...


class Reporter:
    """Makes reports. Every method may raise `StoreProblem`."""

    def __init__(
        self, kept: Kept, ruleset: Callable[[], RuleSet], *, anonymous: bool = False
    ) -> None:
        """`ruleset` answers with the live rules; `anonymous` is the profile without people."""
        self._kept = kept
        self._ruleset = ruleset
        self._anonymous = anonymous

    @property
    def timezone(self) -> str:
        """The company's time zone, an IANA name."""
        return self._ruleset().organisation.timezone

    async def report(self, period: Period, now: datetime) -> Report:
        """Return the report on weeks that are over; `now` is UTC."""
        ruleset, timezone = self._ruleset(), self.timezone
        await freeze_until(self._kept, now, timezone, anonymous=self._anonymous)
        since, until = str(period.first), str(period.last)
        begin, end = period.first.begins(timezone), period.last.ends(timezone)
        extras = Extras(
            changes=await self._kept.changes_between(begin, end),
            drills=await self._kept.drills_between(since, until),
            decisions=await self._kept.decided_between(begin, end),
            warnings=await asyncio.to_thread(_warnings, ruleset, now),
        )
        frozen = await self._kept.kept_weeks(since, until)
        # In a thread: reading a rule set's examples takes longer than Slack may wait.
        return await asyncio.to_thread(make_report, period, frozen, ruleset, now, extras)


def _warnings(ruleset: RuleSet, now: datetime) -> Sequence[str]:
    return [problem.message for problem in lint(ruleset, now)]
