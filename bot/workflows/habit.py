"""The monthly drill: posted once in each month, whatever restarts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.vocabulary.habit import Habit, habit_of, month_of
from bot.workflows.engine import Engine
from bot.workflows.periodic import Periodic
from bot.workflows.steady import SETTLES, SteadyFor, always
from storage.problem import StoreProblem
from storage.week_records import DigestRecord

WORKFLOW = "habit"
POSTED, SKIPPED = "posted", "skipped"
_EVERY = "*/30 * * * *"
_HOUR = 10  # of the first working day
_LATE = timedelta(days=7)  # a drill of the month that comes later waits for the next
_FRIDAY = 4
_log = logging.getLogger(__name__)


class Post(Protocol):
    """Where drills are read. What it raises says that it may be tried again later."""

    async def put(self, habit: Habit, month: str, channel: str, language: str) -> str:
        """Post a month's drill unless it is there already; return its place."""
        ...


class Records(Protocol):
    """What was posted; `storage.store.Store` is the real one."""

    async def digests_since(self, week: str) -> tuple[DigestRecord, ...]:
        """Return the records from a name on."""
        ...

    async def keep_digest(self, record: DigestRecord) -> None:
        """Keep what was posted."""
        ...


@dataclass(frozen=True, slots=True)
class MonthlyPlan:
    """What is posted, and where: read anew each time. `channel` is empty where it is nowhere."""

    habits: tuple[Habit, ...]
    timezone: str
    channel: str = ""
    language: str = "en"


def is_due(now: datetime, timezone: str) -> bool:
    """Whether the month's drill may be posted: from ten on its first working day, for a week."""
    local = now.astimezone(ZoneInfo(timezone))
    first = local.replace(day=1, hour=_HOUR, minute=0, second=0, microsecond=0)
    while first.weekday() > _FRIDAY:
        first += timedelta(days=1)
    return first <= local < first + _LATE


class MonthlyHabit:
    """Posts the drill of the month when it is due."""

    def __init__(
        self,
        *,
        records: Records,
        post: Post,
        plan: Callable[[], MonthlyPlan],
        engine: Engine,
        clock: Callable[[], datetime],
        steady_for: SteadyFor = always,
    ) -> None:
        """Register with `engine`, which must not be launched yet. `clock` answers in UTC."""
        self._records = records
        self._post = post
        self._plan = plan
        self._engine = engine
        self._clock = clock
        self._steady_for = steady_for
        engine.workflow(WORKFLOW, self._run)
        self._periodic = Periodic(engine, WORKFLOW, self._due, every=_EVERY, looking="habit-due")

    async def look(self) -> None:
        """Start what is due now."""
        await self._periodic.look()

    async def _due(self) -> list[str]:
        """The names of the workflows to start: `habit-2026-11`, or none."""
        plan, now = self._plan(), self._clock()
        if not plan.habits or not plan.channel or not is_due(now, plan.timezone):
            return []
        name = f"{WORKFLOW}-{month_of(now, plan.timezone)}"
        try:
            if await self._steady_for(now) < SETTLES:
                return []
            had = {record.week for record in await self._records.digests_since(name)}
        except StoreProblem as problem:
            _log.warning("no drill was looked for this time: %s", problem)
            return []
        return [] if name in had else [name]

    async def _run(self, name: str) -> None:
        await self._engine.step("habit-put", partial(self._put, name), partial(self._skip, name))

    async def _skip(self, name: str, _reference: str) -> str:
        """Let a month go that no process survives."""
        channel = f"{WORKFLOW} {self._plan().channel}"
        await self._records.keep_digest(DigestRecord(name, channel, SKIPPED, self._clock()))
        return SKIPPED

    async def _put(self, name: str) -> str:
        plan, month = self._plan(), name.removeprefix(f"{WORKFLOW}-")
        habit = habit_of(plan.habits, month)
        if habit is None or not plan.channel:
            return "gone"
        try:
            async with asyncio.timeout(120):
                place = await self._post.put(habit, month, plan.channel, plan.language)
                # Under a name of its own, so that no weekly digest takes it for one.
                channel = f"{WORKFLOW} {plan.channel}"
                record = DigestRecord(name, channel, POSTED, self._clock(), place, habit.id)
                await self._records.keep_digest(record)
        except Exception as error:  # noqa: BLE001 -- the next tick tries again
            _log.warning("the drill did not reach its channel: %s", type(error).__name__)
            return "failed"
        return POSTED
