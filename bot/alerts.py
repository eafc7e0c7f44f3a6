"""Alerts about things, never about people: a host in many drafts, a crisis in many drafts.

Nothing of a draft is kept: only that a thing, under a keyed code, was in checks of so many people.
What it was is known again from the draft in hand when one person more makes it enough.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.check import Asked
from bot.keys import Keys
from bot.logs import place
from bot.policy.entities.suspects import TOPIC, suspects
from bot.policy.ruleset import RuleSet
from storage.problem import StoreProblem
from storage.records import SightingRecord

ENOUGH = 5
"""People, as for every figure that is shown."""
KEEP_SIGHTINGS = timedelta(days=7)
_CRISIS_AGAIN = timedelta(days=1)
_SPIKE = 3
"""How many times the usual an hour has to hold: the week's average over all its hours."""
_HOURS = KEEP_SIGHTINGS // timedelta(hours=1)


class Store(Protocol):
    """What is needed of a store; `storage.store.Store` is the real one."""

    async def add_sighting(self, sighting: SightingRecord) -> None:
        """Remember that somebody's check held a thing."""
        ...

    async def add_watched(self, check_id: str, rules: Iterable[str]) -> None:
        """Keep what watch rules noticed in a check."""
        ...

    async def people_who_saw(self, thing_key: str, since: datetime) -> int:
        """Return in how many people's checks a thing was."""
        ...

    async def sightings_of(self, kind: str, begin: datetime, end: datetime) -> int:
        """Return how many sightings of a kind there were."""
        ...

    async def claim(self, name: str, state: str, at: datetime, again: datetime) -> bool:
        """Whether this news is for the caller to tell."""
        ...

    async def unclaim(self, name: str, state: str) -> None:
        """Leave news to be told again."""
        ...


class Alarms(Protocol):
    """Brings alerts to those who can do something. Every method may raise."""

    async def host(self, host: str) -> None:
        """Tell security of a suspicious address in drafts of several people."""
        ...

    async def crisis(self) -> None:
        """Tell comms that many people write about what may be a crisis."""
        ...


class Once:
    """Tells a piece of news once, however many replicas there are."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """`clock` answers in UTC."""
        self._store = store
        self._clock = clock

    async def tell(
        self, name: str, state: str, every: timedelta, tell: Callable[[], Awaitable[None]]
    ) -> None:
        """Tell it, unless `name` is at this `state` already and was told less than `every` ago.

        Raises what `tell` raises; then it is told again next time. Where the store does not
        answer, news is rather told twice than never.
        """
        now = self._clock()
        try:
            if not await self._store.claim(name, state, now, now - every):
                return
        except StoreProblem:
            structlog.get_logger().warning("news_not_claimed", name=name.partition(":")[0])
        try:
            await tell()
        except BaseException:
            await self._unclaim(name, state)
            raise

    async def _unclaim(self, name: str, state: str) -> None:
        try:
            await self._store.unclaim(name, state)
        except StoreProblem:
            structlog.get_logger().warning("news_lost", name=name.partition(":")[0])


class Watch:
    """Looks at what checks of several people have in common; told of every check that is kept.

    What rules noticed that only watch is kept too, for figures of several people.
    """

    def __init__(
        self,
        *,
        store: Store,
        keys: Keys,
        once: Once,
        alarms: Alarms,
        rules: Callable[[], RuleSet],
    ) -> None:
        """`rules` answers with the rules that are live."""
        self._store = store
        self._keys = keys
        self._once = once
        self._alarms = alarms
        self._rules = rules

    async def saw(self, asked: Asked, author_key: str) -> None:
        """Look at a check. Never raises, and does nothing at all for a guarded one."""
        if asked.reading.guarded:
            return
        try:
            await self._look(asked, author_key)
        except Exception as error:  # noqa: BLE001 -- a check is not held up by an alert
            structlog.get_logger().warning("sighting_failed", error=place(error))

    async def _look(self, asked: Asked, author_key: str) -> None:
        rules, hour = self._rules(), asked.at.replace(minute=0, second=0, microsecond=0)
        await self._store.add_watched(asked.check_id, rules.watched(asked.draft, asked.at))
        warned_of = [each.text for each in asked.reading.findings if each.topic == TOPIC]
        for host in suspects(asked.draft.text, warned_of, rules.organisation):
            await self._host(host, author_key, hour)
        if rules.names_crisis(asked.draft, asked.at):
            await self._crisis(author_key, hour)

    async def _host(self, host: str, author_key: str, hour: datetime) -> None:
        key = self._keys.thing_key("host", host)
        await self._store.add_sighting(SightingRecord(key, author_key, "host", hour))
        if await self._store.people_who_saw(key, hour - KEEP_SIGHTINGS) >= ENOUGH:

            async def tell() -> None:
                await self._alarms.host(host)

            await self._once.tell(f"host:{key}", "seen", KEEP_SIGHTINGS, tell)

    async def _crisis(self, author_key: str, hour: datetime) -> None:
        key = self._keys.thing_key("crisis", hour.isoformat())
        await self._store.add_sighting(SightingRecord(key, author_key, "crisis", hour))
        people = await self._store.people_who_saw(key, hour)
        usual = await self._store.sightings_of("crisis", hour - KEEP_SIGHTINGS, hour) / _HOURS
        if people >= ENOUGH and people >= _SPIKE * usual:
            await self._once.tell("crisis", "seen", _CRISIS_AGAIN, self._alarms.crisis)
