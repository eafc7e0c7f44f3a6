"""Trying again: a step that could not be done now is done later, through crashes too."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from bot.workflows.aside import instead
from bot.workflows.engine import Engine

_AN_HOUR = (5.0, 30.0, 120.0, 600.0, 1800.0)
"""Seconds between attempts: some 40 minutes in all, then the next way is taken."""

FOR_A_DAY = (5.0, 30.0, *(120.0,) * 5, *(300.0,) * 10, *(1800.0,) * 46)
"""The same for what has no other way: soon after a short trouble is over, for a day."""
_STEP_S = 60


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds between attempts, of what has no other way and of what has one."""

    alone: tuple[float, ...] = FOR_A_DAY
    briefly: tuple[float, ...] = _AN_HOUR


_NEVER = instead((True, None))
_log = logging.getLogger(__name__)
Do = Callable[[], Awaitable[str | None]]


class Trying:
    """The steps of one kind of workflow."""

    def __init__(self, engine: Engine, workflow: str, pauses: Pauses | None = None) -> None:
        """`workflow` is the name that log lines give it."""
        self._engine = engine
        self._workflow = workflow
        self._pauses = pauses or Pauses()

    async def keep_trying(self, name: str, do: Do, *, briefly: bool = False) -> str | None:
        """Do something, later where it cannot be done now; None where it never could.

        `briefly` where there is another way, which is taken within the hour.
        """
        for pause in (0.0, *(self._pauses.briefly if briefly else self._pauses.alone)):
            if pause:
                await self._engine.sleep(pause)
            done, value = await self._engine.step(name, partial(self._attempt, name, do), _NEVER)
            if done:
                found: str | None = value
                return found
        _log.error("%s: gave up on %s", self._workflow, name)
        return None

    async def _attempt(self, name: str, do: Do) -> tuple[bool, str | None]:
        try:
            async with asyncio.timeout(_STEP_S):
                return True, await do()
        except Exception as error:  # noqa: BLE001 -- an error's text may repeat what was written
            _log.warning("%s: %s failed with %s", self._workflow, name, type(error).__name__)
            return False, None
