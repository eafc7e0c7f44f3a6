"""The review of a check: in its turn, within its time, and never without an outcome."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from bot.check import Asked, Outcome
from bot.coach import Coach
from bot.messages import speaking
from bot.telemetry import Telemetry
from bot.workflows.concluding import report, rules_only
from bot.workflows.patience import Patience


class Reviewing:
    """Asks the reviewer for as many checks at once as patience allows."""

    def __init__(
        self,
        coach: Coach,
        patience: Patience,
        telemetry: Telemetry,
        courtesy: Callable[[], Awaitable[None]],
    ) -> None:
        """`courtesy` is awaited before each review: it lets first cards go first."""
        self._coach = coach
        self._seconds = patience.review
        self._turns = asyncio.Semaphore(patience.at_once)
        self._telemetry = telemetry
        self._courtesy = courtesy

    @property
    def is_full(self) -> bool:
        """Whether the next one has to wait for its turn."""
        return self._turns.locked()

    async def outcome(self, asked: Asked) -> Outcome:
        """Return what came of a review, the rules' own word where it broke."""
        with speaking(asked.language):
            try:
                async with self._turns, asyncio.timeout(self._seconds):
                    return await self._reviewed(asked)
            except Exception as error:  # noqa: BLE001 -- whatever it is, the rules' word must get through
                return rules_only(asked, report("review", asked, error))

    async def _reviewed(self, asked: Asked) -> Outcome:
        await self._courtesy()
        began = time.monotonic()
        with self._telemetry.span("review"):
            review = await self._coach.review(asked)
        self._telemetry.reviewed(review.status, time.monotonic() - began)
        return self._coach.finish(asked, review)
