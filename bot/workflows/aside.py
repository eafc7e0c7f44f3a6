"""Steps in which process after process dies: begun again ever later, and then set aside."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.workflows.inflight import InFlight
from storage.problem import StoreProblem
from storage.records import AttemptRecord

PAUSES_S = (0.0, 0.0, 0.0, 0.0, 5.0, 15.0)
"""How long it is waited before a step is begun again in which so many processes have died.

As many pauses as there may be deaths. Whoever is killed every few seconds, by whatever it is, does
not come to the last of them, so no work is set aside for it.
"""
_FREE = 2
_TOGETHER = (8, 2, 1)
"""How many such steps run at a time, after two deaths, three, and more.

What runs beside a deadly one dies innocently: so it is less and less, and of the last two deaths
each counts for one step alone. Not one by one from the beginning, since after a bad hour there may
be many of them, and all innocent.
"""
_log = logging.getLogger(__name__)

Run = Callable[[], Awaitable[Any]]
Otherwise = Callable[[str], Awaitable[Any]]


class Kept(Protocol):
    """Where attempts are counted; `storage.store.Store` is the real one."""

    async def attempt_at(self, workflow_id: str, step: str) -> AttemptRecord | None:
        """Return what is kept of a step."""
        ...

    async def begin_attempt(self, workflow_id: str, step: str, at: datetime) -> None:
        """Count that a process begins a step."""
        ...

    async def end_attempt(self, workflow_id: str, step: str) -> None:
        """Forget a step that came to an end."""
        ...

    async def set_aside(self, workflow_id: str, step: str, reference: str, at: datetime) -> None:
        """Keep that a step is not begun again."""
        ...


class SetAside(Exception):
    """A step is not begun again, and nothing was said to be done instead."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """Counts in how many processes a step was begun and never ended.

    Nothing is counted where work runs for the first time, nor while it waits, nor where a process
    that is told to stop interrupts it.
    """

    kept: Kept
    clock: Callable[[], datetime]
    pauses: tuple[float, ...] = PAUSES_S


def instead(value: object) -> Otherwise:
    """Have a value stand for what a step would have returned."""

    async def of(_reference: str) -> object:
        return value

    return of


async def by_reference(reference: str) -> str:
    """Have the reference stand for what a step would have returned."""
    return reference


class Aside:
    """Runs steps, and leaves alone those that no process survives."""

    def __init__(self, in_flight: InFlight, attempts: Attempts | None) -> None:
        """Without `attempts` every step is begun again for ever."""
        self._in_flight = in_flight
        self._attempts = attempts
        self._rooms = [asyncio.Semaphore(number) for number in _TOGETHER]

    async def run(
        self, workflow_id: str | None, step: str, run: Run, otherwise: Otherwise | None
    ) -> Any:  # noqa: ANN401 -- what the step returns
        """Run a step; where too many processes died in it, return what `otherwise` says instead.

        That gets the reference under which the log tells of it. Raises `SetAside` without one.
        """
        attempts = self._attempts
        if attempts is None or not workflow_id or self._in_flight.is_first(workflow_id):
            return await run()
        known = await _known(attempts, workflow_id, step)
        if known is None or known.deaths < len(attempts.pauses):
            turn = self._turn(attempts, known.deaths if known else 0)
            async with turn, _counted(attempts, workflow_id, step):
                return await run()
        reference = known.reference or await _set_aside(attempts, known)
        if otherwise is None:
            raise SetAside
        return await otherwise(reference)

    @asynccontextmanager
    async def _turn(self, attempts: Attempts, deaths: int) -> AsyncIterator[None]:
        if deaths < _FREE:
            yield
            return
        with self._in_flight.asleep():
            await asyncio.sleep(attempts.pauses[deaths])
        async with self._rooms[min(deaths - _FREE, len(_TOGETHER) - 1)]:
            yield


async def _known(attempts: Attempts, workflow_id: str, step: str) -> AttemptRecord | None:
    with suppress(StoreProblem):  # then it is begun as if for the first time
        return await attempts.kept.attempt_at(workflow_id, step)
    return None


@asynccontextmanager
async def _counted(attempts: Attempts, workflow_id: str, step: str) -> AsyncIterator[None]:
    with suppress(StoreProblem):
        await attempts.kept.begin_attempt(workflow_id, step, attempts.clock())
    try:
        yield
    finally:
        with suppress(StoreProblem):
            await attempts.kept.end_attempt(workflow_id, step)


async def _set_aside(attempts: Attempts, known: AttemptRecord) -> str:
    reference = secrets.token_hex(4)
    _log.error(
        "%s: set aside, since %d processes died in its step %s (reference %s)",
        known.work,
        known.deaths,
        known.step,
        reference,
    )
    with suppress(StoreProblem):  # then it gets another reference, if it is taken up again
        await attempts.kept.set_aside(known.workflow_id, known.step, reference, attempts.clock())
    return reference
