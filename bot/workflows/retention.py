"""Letting go: finished checks after minutes, rows after half a year, weekly figures after one."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.alerts import KEEP_SIGHTINGS
from bot.vocabulary.recognition import OPEN_FOR
from bot.workflows.aside import instead
from bot.workflows.chores import delete_finished, give_up_begun
from bot.workflows.engine import Engine
from bot.workflows.steady import SETTLES, SteadyFor, always
from storage.problem import StoreProblem

WORKFLOW = "retention"
# Slack delivers an event again for up to about six minutes; a deleted workflow's id could run
# again, so this is the deduplication window too.
KEEP_FINISHED = timedelta(minutes=15)
KEEP_ROWS = timedelta(days=180)
KEEP_WEEKS = timedelta(days=365)
KEEP_ASIDE = timedelta(days=30)
"""As long as `checkpost doctor` tells what was set aside."""
_EVERY = "*/5 * * * *"

_log = logging.getLogger(__name__)

Expire = Callable[[datetime], Awaitable[int]]


class Rows(Protocol):
    """What grows old in a store; `storage.store.Store` is the real one."""

    async def delete_older_than(self, cutoff: datetime) -> int:
        """Delete what is kept of checks and people from before `cutoff`."""
        ...

    async def delete_weeks_before(self, cutoff: datetime) -> int:
        """Delete the figures of weeks that began before `cutoff`."""
        ...

    async def delete_unanswered_before(self, cutoff: datetime) -> int:
        """Delete nominations from before `cutoff` that nobody said yes to."""
        ...

    async def delete_sightings_before(self, cutoff: datetime) -> int:
        """Delete from before `cutoff` in whose checks a thing was seen."""
        ...

    async def delete_lent_before(self, cutoff: datetime) -> int:
        """Delete drafts that were lent until `cutoff` at most."""
        ...

    async def delete_attempts_before(self, cutoff: datetime) -> int:
        """Delete attempts from before `cutoff` that no process ended, and what was set aside."""
        ...


class Retention:
    """Deletes what has been kept for long enough."""

    def __init__(
        self,
        *,
        rows: Rows,
        engine: Engine,
        clock: Callable[[], datetime],
        steady_for: SteadyFor = always,
    ) -> None:
        """`rows` is the store. `steady_for` says how far `clock` can be believed."""
        self._ages: tuple[tuple[Expire, timedelta], ...] = (
            (rows.delete_older_than, KEEP_ROWS),
            (rows.delete_weeks_before, KEEP_WEEKS),
            (rows.delete_unanswered_before, OPEN_FOR),
            (rows.delete_sightings_before, KEEP_SIGHTINGS),
            (rows.delete_lent_before, timedelta()),
            (rows.delete_attempts_before, KEEP_ASIDE),
        )
        self._engine = engine
        self._clock = clock
        self._steady_for = steady_for
        engine.schedule(WORKFLOW, _EVERY, self._scheduled)

    async def run(self) -> None:
        """Delete now; called once at start, for what grew old while nobody ran."""
        now = self._clock()
        steady = await self._steady_for(now)
        if steady >= KEEP_FINISHED:
            await delete_finished(now - KEEP_FINISHED)
        if steady < SETTLES:
            return
        await give_up_begun(now - KEEP_ROWS)
        for expire, age in self._ages:
            await expire(now - age)

    async def _scheduled(self, _at: datetime) -> None:
        # As one step: inside a workflow the library would write down every workflow it lists.
        await self._engine.step("delete", self._try, instead(None))

    async def _try(self) -> None:
        try:
            await self.run()
        except StoreProblem as problem:
            _log.warning("nothing was deleted this time: %s", problem)
