"""Work in flight: held on to while it runs, and finished before the process ends."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from bot.courtesy import Courtesy

DRAIN_S = 3.0
"""How long a stopping process waits for listeners, which have all acked by then."""


class Tasks:
    """Bolt keeps no reference to its listeners' tasks, so that they could vanish; this does."""

    def __init__(self) -> None:
        """Begin with none. `listening` knows who is being listened to."""
        self._running: set[asyncio.Task[Any]] = set()
        self.listening = Courtesy()

    @contextmanager
    def this_one(self) -> Iterator[None]:
        """Hold on to the current task, a listener's."""
        task = asyncio.current_task()
        if task is None:  # nothing to lose outside a loop
            yield
            return
        self._running.add(task)
        try:
            with self.listening.first(task):
                yield
        finally:
            self._running.discard(task)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Start something, and hold on to it."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

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
