"""Cards that nothing durable may know of: deleted a day later, or when this process ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

_STAYS_S = 24 * 3600.0
_MOST = 1_000
_CLOSING_S = 5.0

Withdraw = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Waiting:
    task: asyncio.Task[None]
    over: asyncio.Event


class Fleeting:
    """Remembers places in this process's memory alone, and no word of what stands there.

    A crash forgets them; then a card stays until its reader deletes it.
    """

    def __init__(self, withdraw: Withdraw, stays_s: float = _STAYS_S, most: int = _MOST) -> None:
        """`withdraw` deletes the message at a place; `stays_s` is how long one stays."""
        self._withdraw = withdraw
        self._stays_s = stays_s
        self._most = most
        self._waiting: dict[str, _Waiting] = {}

    def add(self, place: str) -> None:
        """Let the message at `place` fade; the oldest goes early where there are too many."""
        if place in self._waiting:
            return
        over = asyncio.Event()
        task = asyncio.get_running_loop().create_task(self._fade(place, over))
        self._waiting[place] = _Waiting(task, over)
        if len(self._waiting) > self._most:
            next(iter(self._waiting.values())).over.set()

    def keep(self, place: str) -> bool:
        """Let the message at `place` stay; False where it is not one of these."""
        waiting = self._waiting.pop(place, None)
        return waiting is not None and waiting.task.cancel()

    async def close(self) -> None:
        """Delete all of them now: the next process will not know them."""
        tasks = [waiting.task for waiting in self._waiting.values()]
        for waiting in self._waiting.values():
            waiting.over.set()
        if tasks:
            await asyncio.wait(tasks, timeout=_CLOSING_S)

    async def _fade(self, place: str, over: asyncio.Event) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._stays_s):
                await over.wait()
        with suppress(Exception):  # not even a log line may tell of it
            await self._withdraw(place)
        self._waiting.pop(place, None)
