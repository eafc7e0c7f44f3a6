"""Nominations at rest: sealed, answered by their person alone, opened once accepted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Protocol

import structlog
from pydantic import TypeAdapter

from bot.keys import KeyProblem, Keys
from bot.vocabulary.recognition import MOST_OPEN, Answered, Nomination, Thanks
from storage.records import NominationRecord


class Store(Protocol):
    """What is needed of a store; `storage.store.Store` is the real one."""

    async def add_nomination(self, record: NominationRecord, most_open: int) -> bool:
        """Keep a nomination, unless too many wait for this person's answer."""
        ...

    async def accept_nomination(self, nomination_id: str, nominee_key: str, at: datetime) -> bool:
        """Remember a person's yes."""
        ...

    async def delete_nomination(self, nomination_id: str, nominee_key: str) -> bool:
        """Delete a nomination of a person."""
        ...

    async def accepted_nominations(
        self, begin: datetime, end: datetime
    ) -> tuple[NominationRecord, ...]:
        """Return what was accepted in a stretch of time."""
        ...


class Nominated:
    """The `Recognition` port of bot.vocabulary.recognition, and what its listeners ask for."""

    def __init__(self, store: Store, keys: Keys, clock: Callable[[], datetime]) -> None:
        """`clock` answers in UTC."""
        self._store = store
        self._keys = keys
        self._clock = clock

    async def keep(self, nomination: Nomination) -> bool:
        """Keep a nomination, sealed; False where too many wait for this person's answer."""
        thanks = Thanks(nomination.nominee, nomination.link, nomination.sentence)
        record = NominationRecord(
            nomination_id=nomination.nomination_id,
            at=nomination.at,
            nominee_key=self._keys.author_key(nomination.team, nomination.nominee),
            sealed=self._keys.encrypt(json.dumps(asdict(thanks))),
        )
        return await self._store.add_nomination(record, MOST_OPEN)

    async def answer(
        self, team: str | None, user: str, nomination_id: str, *, accept: bool
    ) -> Answered:
        """Keep or delete a nomination of this person; `GONE` where they have none of this id."""
        key = self._keys.author_key(team, user)
        if accept:
            kept = await self._store.accept_nomination(nomination_id, key, self._clock())
            return Answered.ACCEPTED if kept else Answered.GONE
        gone = await self._store.delete_nomination(nomination_id, key)
        return Answered.DELETED if gone else Answered.GONE

    async def accepted(self, begin: datetime, end: datetime) -> tuple[Thanks, ...]:
        """Return what was accepted from `begin` until before `end` (UTC), oldest first."""
        records = await self._store.accepted_nominations(begin, end)
        found = (_opened(record.sealed, self._keys) for record in records)
        return tuple(thanks for thanks in found if thanks)


def thanks_in(sealed: str, keys: Keys) -> dict[str, object] | None:
    """Return a nomination in the clear, for its person; None where another key sealed it."""
    thanks = _opened(sealed, keys)
    return asdict(thanks) if thanks else None


def _opened(sealed: str, keys: Keys) -> Thanks | None:
    try:
        return _thanks().validate_json(keys.decrypt(sealed))
    except KeyProblem:
        structlog.get_logger().warning("nomination_not_opened")
        return None


@cache
def _thanks() -> TypeAdapter[Thanks]:
    return TypeAdapter(Thanks)
