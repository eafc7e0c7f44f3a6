"""The daily budget: how many tokens may be spent before the reviewer rests until tomorrow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

import structlog

log = structlog.get_logger(__name__)


class SpentTokens(Protocol):
    """Remembers the tokens of each day, across restarts and replicas where it can."""

    async def spent(self, day: date) -> int:
        """Return what was spent on `day`."""
        ...

    async def spend(self, day: date, tokens: int) -> None:
        """Add to what was spent on `day`."""
        ...


class SpentInMemory:
    """Remembers today only, until the process ends."""

    def __init__(self) -> None:
        """Nothing is spent yet."""
        self._day: date | None = None
        self._tokens = 0

    async def spent(self, day: date) -> int:
        """Return what was spent on `day`, 0 for any day but the last one spent on."""
        return self._tokens if day == self._day else 0

    async def spend(self, day: date, tokens: int) -> None:
        """Add to what was spent on `day`, forgetting the day before."""
        self._tokens = await self.spent(day) + tokens
        self._day = day


class Budget:
    """Tokens a day, in the company's own time zone."""

    def __init__(
        self,
        daily_tokens: int | None,
        clock: Callable[[], datetime],
        spent: SpentTokens | None = None,
    ) -> None:
        """`daily_tokens` of None means no limit; `clock` answers in the company's time zone.

        What this process spent is counted here too, for when `spent` cannot say.
        """
        self._daily_tokens = daily_tokens
        self._clock = clock
        self._here = SpentInMemory()
        self._spent = spent or self._here
        self._held = 0

    async def reserve(self, tokens: int) -> bool:
        """Hold tokens for a review that begins; False when today's are spent or held by others.

        What is held is to be given back with `release` once it is known what was spent.
        """
        if self._daily_tokens is None:
            return True
        spent = await self._spent_today()
        if spent + self._held >= self._daily_tokens:
            return False
        self._held += tokens
        return True

    def release(self, tokens: int) -> None:
        """Give back what `reserve` held."""
        if self._daily_tokens is not None:
            self._held -= tokens

    async def spend(self, tokens: int) -> None:
        """Count tokens towards today."""
        if self._daily_tokens is None or tokens <= 0:
            return
        day = self._clock().date()
        if self._spent is not self._here:
            await self._here.spend(day, tokens)
        await self._spent.spend(day, tokens)

    async def _spent_today(self) -> int:
        day = self._clock().date()
        try:
            return await self._spent.spent(day)
        except Exception as error:  # noqa: BLE001 -- a store in trouble must not end all reviews
            log.warning("spending_not_known", error=type(error).__name__)
            return await self._here.spent(day)

    @property
    def back_at(self) -> str:
        """When the budget begins anew, as an author reads it: midnight, and whose."""
        return f"00:00 ({self._clock().tzname() or 'UTC'})"
