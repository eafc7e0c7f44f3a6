"""Whether the clock can be believed: after a leap nothing is deleted or posted for a day."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

LEAP = timedelta(days=8)
"""Nobody looked at the clock for as long, or it was set: it cannot be told which."""
SETTLES = timedelta(days=1)
"""Long enough for somebody to set a wrong clock right."""
_NAME = "clock"
_log = logging.getLogger(__name__)

SteadyFor = Callable[[datetime], Awaitable[timedelta]]
"""For how long the clock has run without a leap, at a moment. May raise `StoreProblem`."""


class Moments(Protocol):
    """Where the last look at the clock is kept; `storage.store.Store` is the real one."""

    async def told_of(self, name: str) -> tuple[str, datetime] | None:
        """Return what was put under a name, and its moment."""
        ...

    async def put_told(self, name: str, state: str, at: datetime) -> None:
        """Put something under a name."""
        ...


class Steady:
    """Compares the clock with the last look at it, by whichever process that was."""

    def __init__(self, moments: Moments) -> None:
        """`moments` outlives the process."""
        self._moments = moments

    async def steady_for(self, now: datetime) -> timedelta:
        """Return for how long the clock has run without a leap. May raise `StoreProblem`."""
        began, last = await self._moments.told_of(_NAME) or ("", now)
        if abs(now - last) > LEAP:
            _log.warning(
                "the clock went from %s to %s: nothing is deleted or posted for a day. "
                "Set it right if it is wrong",
                f"{last:%Y-%m-%d %H:%M}",
                f"{now:%Y-%m-%d %H:%M}",
            )
            began = now.isoformat()
        steady = now - datetime.fromisoformat(began) if began else timedelta.max
        if steady >= SETTLES:
            began, steady = "", timedelta.max
        await self._moments.put_told(_NAME, began, now)
        return steady


async def always(_now: datetime) -> timedelta:
    """Believe every clock."""
    return timedelta.max
