"""Drafts that their authors lend to comms: sealed at rest, opened for testing rules alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Protocol

from bot.keys import KeyProblem, Keys
from bot.verdict import Draft, Platform, Purpose
from storage.records import LentRecord


class Store(Protocol):
    """What is needed of a store; `storage.store.Store` is the real one."""

    async def lend(self, record: LentRecord) -> None:
        """Keep a draft."""
        ...

    async def take_back(self, check_id: str, author_key: str) -> bool:
        """Delete a draft of this person."""
        ...

    async def lent_at(self, now: datetime) -> tuple[LentRecord, ...]:
        """Return what is lent at that moment."""
        ...


class Lending:
    """Lends drafts for `days`, each by a tick of its author."""

    def __init__(
        self, store: Store, keys: Keys, *, days: int, clock: Callable[[], datetime]
    ) -> None:
        """`clock` answers in UTC."""
        self.days = days
        self._store = store
        self._keys = keys
        self._clock = clock

    async def lend(self, team: str | None, user: str, check_id: str, draft: Draft) -> None:
        """Keep a draft, sealed, under the check it was read in. Never one that is guarded."""
        record = LentRecord(
            check_id=check_id,
            author_key=self._keys.author_key(team, user),
            until=self._clock() + timedelta(days=self.days),
            sealed=self._keys.encrypt(json.dumps(asdict(draft))),
        )
        await self._store.lend(record)

    async def take_back(self, team: str | None, user: str, check_id: str) -> None:
        """Delete it at once."""
        await self._store.take_back(check_id, self._keys.author_key(team, user))


def draft_in(sealed: str, keys: Keys) -> dict[str, object] | None:
    """Return what was lent, for its author's own eyes; None where another key sealed it."""
    draft = _opened(sealed, keys)
    return asdict(draft) if draft else None


async def lent_drafts(store: Store, keys: Keys, now: datetime) -> list[Draft]:
    """Return the drafts that are lent now; one that another key sealed is left out."""
    opened = [_opened(record.sealed, keys) for record in await store.lent_at(now)]
    return [draft for draft in opened if draft]


def _opened(sealed: str, keys: Keys) -> Draft | None:
    try:
        told = json.loads(keys.decrypt(sealed))
    except KeyProblem:
        return None
    where = Platform(told["platform"]), Purpose(told["purpose"])
    return Draft(told["text"], *where, told["lang"], told["role"])
