"""What runs in this process right now, so that closing can wait for it or hand it over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Any

_QUEUED = 10_000
"""How much is remembered of what waits; of what is forgotten one needless row is written."""


class InFlight:
    """The workflows of this process: on their way, running, or asleep between two attempts."""

    def __init__(self) -> None:
        """Nothing is in flight yet."""
        # Started, and on their way through the library to their first line.
        self._starting: set[str] = set()
        self._queued: dict[str, None] = {}
        self._first: set[str] = set()
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

    @contextmanager
    def queued(self, workflow_id: str) -> Iterator[None]:
        """Expect a workflow that is being put into a queue, and may come to another replica."""
        self._queued[workflow_id] = None
        while len(self._queued) > _QUEUED:
            del self._queued[next(iter(self._queued))]
        try:
            yield
        except BaseException:
            self._queued.pop(workflow_id, None)
            raise

    def is_first(self, workflow_id: str) -> bool:
        """Whether a workflow runs here that was begun here, and by nobody before."""
        return workflow_id in self._first

    async def run(self, workflow_id: str | None, work: Awaitable[None]) -> None:
        """Run a workflow's work in the current task, and keep count of it."""
        if workflow_id in self._starting or workflow_id in self._queued:
            self._expected(workflow_id)
        task = asyncio.current_task()
        if task is not None:
            self._running[task] = workflow_id or ""
            task.add_done_callback(self._running.pop)
        await work

    def _expected(self, workflow_id: str) -> None:
        self._starting.discard(workflow_id)
        self._queued.pop(workflow_id, None)
        self._first.add(workflow_id)
        task = asyncio.current_task()
        if task is not None:
            task.add_done_callback(lambda _: self._first.discard(workflow_id))

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
