"""What is kept of one person beside their checks and choices, in the clear for their own eyes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Protocol

from bot.keeping import lending, nominated
from bot.keeping.lending import held_of
from bot.keeping.nominated import Nominated
from bot.keys import Keys
from storage.records import SightingRecord, StepRecord


class Store(nominated.Store, lending.Store, Protocol):
    """What is needed of a store; `storage.store.Store` is the real one."""

    async def sightings_by(self, author_key: str) -> tuple[SightingRecord, ...]:
        """Return in which things their checks were seen."""
        ...

    async def watched_of(self, author_key: str) -> tuple[tuple[str, str], ...]:
        """Return what watch rules noticed in their checks: the check and the rule."""
        ...

    async def steps_of(self, author_key: str) -> tuple[StepRecord, ...]:
        """Return their steps of campaigns, and topics on which they found no answer."""
        ...


def beside_checks(
    store: Store, keys: Keys, clock: Callable[[], datetime]
) -> Callable[[str], Awaitable[Mapping[str, object]]]:
    """Return what tells of a person, by their keyed hash; for `Coach`."""

    async def told(author_key: str) -> Mapping[str, object]:
        thanked = await Nominated(store, keys, clock).held(author_key)
        lent = await held_of(store, keys, author_key)
        seen = await store.sightings_by(author_key)
        steps = [asdict(each) for each in await store.steps_of(author_key)]
        sightings = [asdict(each) for each in seen]
        watched = [
            {"check_id": check_id, "rule": rule}
            for check_id, rule in await store.watched_of(author_key)
        ]
        rows = {"sightings": sightings, "steps": steps, "watched": watched}
        return {**thanked, **lent, **rows}

    return told
