"""Work in flight: held on to while it runs, and finished before the process ends."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

DRAIN_S = 3.0
"""How long a stopping process waits for listeners, which have all acked by then."""

COURTESY_S = 0.15
"""How long other work lets listeners go first, a tenth of what a model takes to answer.

Measured with twenty people in one instant: their first cards are there in two thirds of the time.
"""


class Tasks:
    """Bolt keeps no reference to its listeners' tasks, so that they could vanish; this does."""

    def __init__(self) -> None:
        """Begin with none."""
        self._running: set[asyncio.Task[Any]] = set()
        self._listening = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @contextmanager
    def this_one(self) -> Iterator[None]:
        """Hold on to the current task, a listener's."""
        task = asyncio.current_task()
        if task is None:  # nothing to lose outside a loop
            yield
            return
        self._running.add(task)
        self._listening += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._running.discard(task)
            self._listening -= 1
            if not self._listening:
                self._quiet.set()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Start something, and hold on to it."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def quiet(self, seconds: float = COURTESY_S) -> None:
        """Wait until no listener is at work, at most `seconds`.

        For work that a few milliseconds later is as welcome: whoever is being listened to waits
        for a first answer.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._quiet.wait()

    @property
    def in_flight(self) -> int:
        """How much is running."""
        return len(self._running)

    async def drain(self, seconds: float) -> int:
        """Wait for what runs, at most `seconds`; return how much was still running then."""
        waiting = self._running - {asyncio.current_task()}
        if not waiting:
            return 0
        _, late = await asyncio.wait(waiting, timeout=seconds)
        return len(late)
