"""What runs in this process right now, so that closing can wait for it or hand it over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Any


class InFlight:
    """The workflows of this process: on their way, running, or asleep between two attempts."""

    def __init__(self) -> None:
        """Nothing is in flight yet."""
        # Started, and on their way through the library to their first line.
        self._starting: set[str] = set()
        self._running: dict[asyncio.Task[Any], str] = {}
        self._asleep: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        """How many workflows there are."""
        return len(self._starting) + len(self._running)

    @property
    def ids(self) -> set[str]:
        """Which workflows these are."""
        return {*self._starting, *self._running.values()}

    def started(self, workflow_id: str) -> None:
        """Expect a workflow."""
        self._starting.add(workflow_id)

    async def run(self, workflow_id: str | None, work: Awaitable[None]) -> None:
        """Run a workflow's work in the current task, and keep count of it."""
        self._starting.discard(workflow_id or "")
        task = asyncio.current_task()
        if task is not None:
            self._running[task] = workflow_id or ""
            task.add_done_callback(self._running.pop)
        await work

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """Mark the current task as one that nobody needs to wait for."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("only a workflow can sleep")
        self._asleep.add(task)
        try:
            yield
        finally:
            self._asleep.discard(task)

    async def settle(self) -> None:
        """Wait until nothing runs but what sleeps."""
        while self._starting or self._running.keys() - self._asleep:  # noqa: ASYNC110 -- while closing
            await asyncio.sleep(0.02)

    async def cancel(self) -> None:
        """Stop whatever runs, and wait until it has stopped."""
        for task in set(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
