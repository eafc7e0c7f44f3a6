"""Replicas on PostgreSQL: how a live one is known, and how a dead one's work goes on.

A replica holds an advisory lock for as long as it lives; PostgreSQL lets go of it when the
replica's connection ends, so no clock is compared with another. Whoever finds the lock of a
replica that still has work free, twice in a row, takes it for dead and puts that work back into
the queue. A live one that lost its connection takes its lock again well before the second look.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from hashlib import sha256
from itertools import count
from typing import LiteralString

import psycopg

from bot.workflows.alone import NotAlone, take_place
from storage.urls import DatabaseUrl

_log = logging.getLogger(__name__)

# A machine that lost its power says no goodbye: the server asks after it, and lets go of its
# locks after about half a minute.
_KEEPALIVES = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"

# A process that is told to stop has ended by then, and the next one may have been started.
_STOPPED_S = 12.0

# How often a replica sees to its own lock between two looks at the others'.
_STAYS = 5

# Which replicas have unfinished work, and how to put the work of one of them back in the queue.
Workers = Callable[[], Awaitable[set[str]]]
TakeOver = Callable[[str], Awaitable[int]]


class Replicas:
    """Keeps this replica's lock, and looks after the work of those that lost theirs."""

    def __init__(
        self,
        url: DatabaseUrl,
        own: str,
        every: float,
        *,
        alone: bool = False,
        patience: float = _STOPPED_S,
    ) -> None:
        """`own` names this replica; `every` is the seconds between two looks.

        Where it has to run `alone`, as `take_place` says, others are waited for `patience` seconds.
        """
        self._address = address_of(url)
        self._own = own
        self._every = every
        self._alone = alone
        self._patience = patience
        self._clashed = False
        self._connection: psycopg.AsyncConnection | None = None
        self._task: asyncio.Task[None] | None = None
        self._missing: set[str] = set()

    async def join(self) -> None:
        """Take this replica's lock, and its place among the others.

        Raises psycopg.Error when there is no database, and `NotAlone`.
        """
        await self._join(self._patience)

    async def _join(self, patience: float) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._address, autocommit=True, options=_KEEPALIVES
        )
        try:
            await connection.execute("SELECT pg_advisory_lock(%s)", (_number(self._own),))
            await take_place(connection, alone=self._alone, patience=patience)
        except BaseException:
            await connection.close()
            raise
        self._connection = connection

    def watch(self, workers: Workers, take_over: TakeOver) -> None:
        """Look now and then for dead replicas, until `leave`."""
        self._task = asyncio.create_task(self._watch(workers, take_over))

    async def leave(self) -> None:
        """Let go of the lock: what is left undone here is another replica's from now on."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._connection is not None:
            with suppress(psycopg.Error):
                await self._connection.close()

    async def _watch(self, workers: Workers, take_over: TakeOver) -> None:
        for turn in count():
            try:
                await self._stay()
                self._clashed = False
                if turn % _STAYS == 0:
                    await self._look(await workers(), take_over)
            except NotAlone as clash:  # another one came while the connection was lost
                if not self._clashed:
                    _log.error("%s", clash)
                self._clashed = True
            except Exception as error:  # noqa: BLE001 -- the database may be away for a while
                _log.warning("cannot look after other replicas: %s", type(error).__name__)
            await asyncio.sleep(self._every / _STAYS)

    async def _look(self, workers: set[str], take_over: TakeOver) -> None:
        missing = {other for other in workers - {self._own} if await self._is_free(other)}
        for other in missing & self._missing:
            await self._look_after(other, take_over)
        self._missing = missing

    async def _stay(self) -> None:
        """See that the lock is still held, and take it again if the connection was lost."""
        if self._connection is not None:
            with suppress(psycopg.Error):
                await self._connection.execute("SELECT 1")
                return
            await self._connection.close()
            self._connection = None
        await self._join(0.0)

    async def _is_free(self, other: str) -> bool:
        """Whether nobody holds a replica's lock; lets go of it again at once."""
        return await self._ask("SELECT pg_try_advisory_lock(%s)", other) and await self._ask(
            "SELECT pg_advisory_unlock(%s)", other
        )

    async def _look_after(self, other: str, take_over: TakeOver) -> None:
        if not await self._ask("SELECT pg_try_advisory_lock(%s)", other):
            return
        try:
            # Held meanwhile, so that no third replica takes over the same work.
            number = await take_over(other)
            _log.warning("replica %s is gone: %d workflows go on elsewhere", other, number)
        finally:
            await self._ask("SELECT pg_advisory_unlock(%s)", other)

    async def _ask(self, query: LiteralString, replica: str) -> bool:
        if self._connection is None:
            return False
        answer = await self._connection.execute(query, (_number(replica),))
        return await answer.fetchone() == (True,)


def address_of(url: DatabaseUrl) -> str:
    """Return a PostgreSQL's address as its own library reads it, with its password."""
    return url.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _number(replica: str) -> int:
    """The number of a replica's lock: PostgreSQL's are 64 bits, signed."""
    return int.from_bytes(sha256(f"checkpost {replica}".encode()).digest()[:8], signed=True)
