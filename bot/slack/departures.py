"""Whoever left while nobody heard of it: now and then Slack's whole list of people is looked at."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from datetime import timedelta

import structlog

from bot.alerts import Once
from bot.logs import kind
from bot.slack.calling import SlackTrouble
from bot.slack.directory import Left

AT_START = timedelta(hours=1)
"""A process that starts within this of the last look leaves it at that."""
_DAILY = timedelta(hours=23)
_LOOK_S = 3600.0
_AT_ONCE = 200

AuthorKey = Callable[[str | None, str], str]


class Departures:
    """Forgets who is deactivated in Slack and still known here, by a keyed code of each."""

    def __init__(
        self,
        *,
        left: Callable[[], AsyncIterator[Left]],
        known: Callable[[Collection[str]], Awaitable[set[str]]],
        author_key: AuthorKey,
        forget: Callable[[str, str], Awaitable[int]],
        once: Once,
    ) -> None:
        """`left` goes through all who are deactivated, `known` says of whose codes there are rows.

        `forget` lets go of a team's user and returns how many rows told of them. With `once` one
        replica looks for all.
        """
        self._left = left
        self._known = known
        self._author_key = author_key
        self._forget = forget
        self._once = once

    async def watch(self, every_s: float = _LOOK_S) -> None:
        """Look now, and once a day, until cancelled; what could not be looked at, in an hour."""
        await self.look(AT_START)
        while True:
            await asyncio.sleep(every_s)
            await self.look(_DAILY)

    async def look(self, again: timedelta) -> None:
        """Forget whoever left, unless somebody looked less than `again` ago."""
        try:
            await self._once.tell("departures", "looked", again, self._catch_up)
        except SlackTrouble as trouble:
            structlog.get_logger().warning("departures_unknown", code=trouble.code)
        except Exception as error:  # noqa: BLE001 -- nobody waits for it, and it is done later
            structlog.get_logger().warning("departures_unknown", error=kind(error))

    async def _catch_up(self) -> None:
        people = rows = 0
        async for some in _by(_AT_ONCE, self._left()):
            keys = {self._author_key(*each): each for each in _names(some)}
            for key in await self._known(keys):
                people, rows = people + 1, rows + await self._forget(*keys[key])
        if people:
            structlog.get_logger().info("departed_forgotten", people=people, rows=rows)


def _names(people: list[Left]) -> Iterator[tuple[str, str]]:
    return ((team, each.user) for each in people for team in each.teams)


async def _by(number: int, people: AsyncIterator[Left]) -> AsyncIterator[list[Left]]:
    some: list[Left] = []
    async for each in people:
        some.append(each)
        if len(some) == number:
            yield some
            some = []
    yield some
