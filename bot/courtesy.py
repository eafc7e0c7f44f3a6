"""Letting others go first: work that a few milliseconds later is as welcome waits for quiet."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress

COURTESY_S = 0.15
"""How long others may go first, a tenth of what a model takes to answer.

Measured with twenty people in one instant: their first cards are there in two thirds of the time.
"""


class Courtesy:
    """Knows for whom somebody is waiting just now."""

    def __init__(self) -> None:
        """Begin in quiet."""
        self._waited_for: set[Hashable] = set()
        self._quiet = asyncio.Event()
        self._quiet.set()

    def begin(self, who: Hashable) -> None:
        """Somebody waits for `who`."""
        self._waited_for.add(who)
        self._quiet.clear()

    def end(self, who: Hashable) -> None:
        """Nobody does any more; what was never begun, or ended before, is as well."""
        self._waited_for.discard(who)
        if not self._waited_for:
            self._quiet.set()

    @contextmanager
    def first(self, who: Hashable) -> Iterator[None]:
        """Let `who` go first within."""
        self.begin(who)
        try:
            yield
        finally:
            self.end(who)

    async def quiet(self, seconds: float = COURTESY_S) -> None:
        """Wait until nobody is waited for, at most `seconds`."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._quiet.wait()
