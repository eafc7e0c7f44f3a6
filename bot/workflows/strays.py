"""Work that this process has let fall: its step could not be written down, as on a full disk."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from bot.logs import kind
from bot.workflows.chores import begun_by, go_on_with
from bot.workflows.inflight import InFlight
from bot.workflows.serializer import StepFailed
from bot.workflows.unread import Unread

_log = logging.getLogger(__name__)
_SOONER = 5  # times as often it is looked while something that fell has not gone on
_UNWRITTEN = {kind.__name__ for kind in (DBAPIError, DatabaseError, OperationalError)}


def unwritten(failed: StepFailed) -> bool:
    """Whether what an earlier run kept of a step is only that its result could not be kept."""
    return failed.kind in _UNWRITTEN


class Strays:
    """Finds what is neither finished nor running, and puts it back into the queue.

    The engine itself would go on with it only when the process starts again.
    """

    def __init__(self, own: str, in_flight: InFlight, unread: Unread, every: float) -> None:
        """`own` is the name this process works under; `every` is the seconds between two looks.

        What is `unread` is left where it is: nothing here could go on with it.
        It looks five times as often from when something falls here until all of it goes on.
        """
        self._own = own
        self._in_flight = in_flight
        self._unread = unread
        self._every = every
        self._missing: set[str] = set()
        self._fell = asyncio.Event()
        self._told = False
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def let_fall(self) -> Iterator[None]:
        """End a workflow without an outcome where a step could not be written down.

        The engine would write that down as the workflow's own failure as soon as it can, for good.
        """
        try:
            yield
        except DBAPIError as error:
            self._fell.set()
            raise asyncio.CancelledError from error

    def watch(self) -> None:
        """Look now and then, until `leave`."""
        self._task = asyncio.create_task(self._watch())

    async def leave(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _watch(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._fell.wait(), self._every)
            if self._fell.is_set():  # what fell goes on as soon as the database is well again
                await asyncio.sleep(self._every / _SOONER)
            try:
                await self._look()
            except Exception as error:  # noqa: BLE001 -- the database is in trouble still
                self._tell(error)

    def _tell(self, error: Exception) -> None:
        if not self._told:
            _log.warning("cannot look for work left behind: %s", kind(error))
        self._told = True

    async def _look(self) -> None:
        # At the second look, since what has just begun or ended is written down a moment later.
        missing = await begun_by(self._own) - self._in_flight.ids - self._unread.ids
        if again := missing & self._missing:
            await go_on_with(again)
            _log.warning("%d workflows had stopped half-way and go on", len(again))
        self._missing = missing - again
        self._told = False
        if not missing:
            self._fell.clear()
