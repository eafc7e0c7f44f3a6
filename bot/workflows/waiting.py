"""What waits in the durable queue: how much, and since when. A guarded check is never in it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.logs import kind

_EVERY_S = 5.0
_log = logging.getLogger(__name__)


class Waiting:
    """Looks now and then, so that whoever asks for a figure waits for no database."""

    def __init__(
        self,
        look: Callable[[], Awaitable[Sequence[datetime]]],
        clock: Callable[[], datetime],
        every: float = _EVERY_S,
    ) -> None:
        """`look` returns since when each piece of work waits; `every` is in seconds."""
        self._look = look
        self._clock = clock
        self._every = every
        self._since: Sequence[datetime] = ()

    @property
    def count(self) -> int:
        """How much waited at the last look; on PostgreSQL for all replicas together."""
        return len(self._since)

    @property
    def oldest_s(self) -> float:
        """For how many seconds the oldest of it has waited by now, 0 where nothing waits."""
        if not self._since:
            return 0.0
        return max(0.0, (self._clock() - min(self._since)).total_seconds())

    async def watch(self) -> None:
        """Look until cancelled. What was seen last stays while the database is away."""
        while True:
            try:
                self._since = await self._look()
            except Exception as error:  # noqa: BLE001 -- the database may be away for a while
                _log.warning("cannot look into the queue: %s", kind(error))
            await asyncio.sleep(self._every)
