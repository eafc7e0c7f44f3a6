"""Threads that wait for a database, so that the event loop need not."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import TypeVar

T = TypeVar("T")
GivenUp = Callable[[], bool]
"""Says whether nobody waits any more for the work that asks."""


class Threads:
    """So many threads at most, which do what they are given in that order.

    An executor's would be joined when Python exits; these are daemons, so that a database that
    hangs does not keep a process from stopping.
    """

    def __init__(self, name: str, most: int) -> None:
        """Threads are called by `name`; each is started when there is work for it."""
        self._name = name
        self._most = most
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._threads: list[threading.Thread] = []

    async def do(self, work: Callable[[GivenUp], T]) -> T:
        """Do `work` in a thread, and return or raise what it does.

        A caller may be cancelled at any time: what waits for its turn is then never begun.
        """
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[T] = loop.create_future()

        def run() -> None:
            if outcome.cancelled():
                return
            told = _done(outcome, work)
            with suppress(RuntimeError):  # the loop is closed: nobody is there to be told
                loop.call_soon_threadsafe(told)

        self._work.put(run)
        self._see_to_it()
        return await outcome

    def dismiss(self) -> None:
        """Let every thread end once it has done what was given before."""
        for _ in self._threads:
            self._work.put(None)

    def join(self) -> None:
        """Wait, in a thread, until those that were dismissed have ended."""
        for thread in self._threads:
            thread.join()

    def _see_to_it(self) -> None:
        if self._idle.acquire(blocking=False) or len(self._threads) == self._most:
            return
        name = f"{self._name}-{len(self._threads)}"
        self._threads.append(threading.Thread(target=self._serve, name=name, daemon=True))
        self._threads[-1].start()

    def _serve(self) -> None:
        while (run := self._work.get()) is not None:
            run()
            del run  # what it holds should not wait for the next
            self._idle.release()


def _done(outcome: asyncio.Future[T], work: Callable[[GivenUp], T]) -> Callable[[], None]:
    """Do `work` here; what is returned tells `outcome` in its loop."""
    try:
        result = work(outcome.cancelled)
    except BaseException as error:  # noqa: BLE001 -- it is raised where it is awaited
        failed = error
        return lambda: None if outcome.cancelled() else outcome.set_exception(failed)
    return lambda: None if outcome.cancelled() else outcome.set_result(result)
