"""Work that no present key can read: it is left as it is, named, and goes on with its key."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from bot.keyfile import PUT_BACK
from bot.workflows.serializer import Unreadable

_log = logging.getLogger(__name__)
_TELL_S = 0.5  # what is found at the start is found one by one

Offer = Callable[[Iterable[str]], Awaitable[None]]


class Unread:
    """What this process found that it cannot read."""

    def __init__(self, offer: Offer, every: float) -> None:
        """`offer` puts work back for another replica, which may have the key, each `every` s."""
        self._offer = offer
        self._every = every
        self._names: dict[str, str] = {}
        self._told: set[str] = set()
        self._telling: asyncio.TimerHandle | None = None
        self._offering: asyncio.Task[None] | None = None

    @property
    def ids(self) -> set[str]:
        """Which workflows wait here for their key."""
        return set(self._names)

    @contextmanager
    def let_wait(self, name: str, workflow_id: str | None) -> Iterator[None]:
        """End a workflow without an outcome where something of it cannot be read."""
        try:
            yield
        except Unreadable:
            self._names[workflow_id or ""] = name
            self._tell_soon()
            raise asyncio.CancelledError from None

    def watch(self) -> None:
        """Offer what waits here to others, until `leave`."""
        self._offering = asyncio.create_task(self._offer_again())

    async def leave(self) -> None:
        """Offer and tell no more."""
        if self._telling is not None:
            self._telling.cancel()
        if self._offering is not None:
            self._offering.cancel()
            with suppress(asyncio.CancelledError):
                await self._offering
            self._offering = None

    async def _offer_again(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            offered = self.ids
            try:
                await self._offer(offered)
            except Exception as error:  # noqa: BLE001 -- the database may be away for a while
                _log.warning("cannot offer unread work to others: %s", type(error).__name__)
                continue
            for each in offered:
                del self._names[each]

    def _tell_soon(self) -> None:
        if self._telling is None and self.ids - self._told:
            self._telling = asyncio.get_running_loop().call_later(_TELL_S, self._tell)

    def _tell(self) -> None:
        self._telling = None
        self._told |= self.ids
        _log.error("no present key reads %s: it waits. %s", counted(self._names.values()), PUT_BACK)


def counted(names: Iterable[str]) -> str:
    """Return how much there is of each kind of work: `2 check, 1 ask`."""
    return ", ".join(f"{count} {name}" for name, count in Counter(names).most_common())
