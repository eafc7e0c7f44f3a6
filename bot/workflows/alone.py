"""One process alone in the anonymous profile: what people choose is in its memory and nowhere else.

On PostgreSQL every replica of the standard profile holds one advisory lock together, and one of the
anonymous profile holds it by itself.
"""

from __future__ import annotations

import asyncio
import itertools

import psycopg

# "checkpost" as a number, and no number of one replica's own lock.
_LOCK = 0x636865636B70736B
_LOOK_S = 0.5
_TRY = {
    True: b"SELECT pg_try_advisory_lock(%s)",
    False: b"SELECT pg_try_advisory_lock_shared(%s)",
}
_HOLDERS = b"""
    SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND mode = 'ShareLock' AND objsubid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (classid::bigint << 32) + objid::bigint = %s
"""
_WHY = (
    "with CHECKPOST_PROFILE=anonymous what people choose is kept in one process's memory alone, so "
    "that AI switched off in one would be on in another."
)


class NotAlone(Exception):
    """Replicas of both profiles, or two of the anonymous one. The message says what to do."""

    def __init__(self, *, alone: bool) -> None:
        """Say it to the one that would be `alone`, or to one that finds such a one."""
        if alone:
            said = "Another Checkpost runs on this database, and this one has to run alone"
            remedy = "Stop the other one first, or give this one CHECKPOST_PROFILE=standard."
        else:
            said = "A Checkpost that has to run alone runs on this database"
            remedy = "Stop that one first, or give both CHECKPOST_PROFILE=standard."
        super().__init__(f"{said}: {_WHY} {remedy}")


async def take_place(
    connection: psycopg.AsyncConnection, *, alone: bool, patience: float = 0.0
) -> None:
    """Take a place among the replicas for as long as `connection` lives.

    A process that is being stopped is waited for: `patience` seconds. Raises `NotAlone`.
    """
    for turn in itertools.count():
        answer = await connection.execute(_TRY[alone], (_LOCK,))
        if await answer.fetchone() == (True,):
            return
        if turn * _LOOK_S >= patience:
            raise NotAlone(alone=alone)
        await asyncio.sleep(_LOOK_S)


async def count_standard(address: str) -> int:
    """Return how many replicas of the standard profile run there. Raises psycopg.Error."""
    async with await psycopg.AsyncConnection.connect(address) as connection:
        answer = await connection.execute(_HOLDERS, (_LOCK,))
        row = await answer.fetchone()
        return int(row[0]) if row else 0
