"""The monthly report: told once in the comms channel, on the first or as soon as somebody runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.alerts import Once
from bot.digest.period import Period, month_before
from bot.digest.report import Report
from bot.workflows.aside import instead
from bot.workflows.engine import Engine
from bot.workflows.steady import SETTLES, SteadyFor, always

TICK = "report-tick"
_EVERY = "*/10 * * * *"
_OPENS = 9
_NEVER_AGAIN = timedelta(days=59)
"""As long as it is remembered that it was told; by then it is another month's turn."""
_log = logging.getLogger(__name__)


class Maker(Protocol):
    """Makes reports; `bot.digest.reporter.Reporter` does."""

    @property
    def timezone(self) -> str:
        """The company's time zone, an IANA name."""
        ...

    async def report(self, period: Period, now: datetime) -> Report:
        """Return the report on a period."""
        ...


class MonthlyReport:
    """Posts the report on the month before, from nine o'clock on the first of a month on."""

    def __init__(
        self,
        *,
        maker: Maker,
        once: Once,
        post: Callable[[Report], Awaitable[None]],
        engine: Engine,
        clock: Callable[[], datetime],
        steady_for: SteadyFor = always,
    ) -> None:
        """Register with `engine`, which must not be launched yet. `clock` answers in UTC.

        What `post` raises says that it may be tried again later.
        """
        self._maker = maker
        self._once = once
        self._post = post
        self._engine = engine
        self._clock = clock
        self._steady_for = steady_for
        engine.schedule(TICK, _EVERY, self._tick)

    async def look(self) -> None:
        """Post what is due; called once at start, for what was missed while nobody ran."""
        try:
            async with asyncio.timeout(120):
                await self._look()
        except Exception as error:  # noqa: BLE001 -- at the next look it is tried again
            _log.warning("report: not posted this time: %s", type(error).__name__)

    async def _tick(self, _at: datetime) -> None:
        await self._engine.step("look", self.look, instead(None))

    async def _look(self) -> None:
        now, zone = self._clock(), self._maker.timezone
        local = now.astimezone(ZoneInfo(zone))
        if local.day == 1 and local.hour < _OPENS:
            return
        if await self._steady_for(now) < SETTLES:
            return
        period = month_before(now, zone)
        state = f"{period.month:%Y-%m}"
        await self._once.tell("report", state, _NEVER_AGAIN, partial(self._tell, period, now))

    async def _tell(self, period: Period, now: datetime) -> None:
        report = await self._maker.report(period, now)
        if not report.is_empty:
            await self._post(report)
