"""Trouble that somebody should hear of: told once a day, so that nobody learns to ignore it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

import structlog

from bot.review.outcome import ReviewStatus

Tell = Callable[[ReviewStatus], Awaitable[None]]

MENDABLE = frozenset(
    {ReviewStatus.AUTH_ERROR, ReviewStatus.MODEL_NOT_FOUND, ReviewStatus.QUOTA_EXHAUSTED}
)
LASTING = frozenset({ReviewStatus.PROVIDER_ERROR, ReviewStatus.TIMEOUT})
"""What passes by itself, most of the time: told only once it has lasted."""
LASTS = timedelta(minutes=10)
_FAILURES = 3

log = structlog.get_logger(__name__)


class Trouble:
    """Tells comms about each kind of mendable trouble once a day, and about outages that last."""

    def __init__(self, clock: Callable[[], datetime], tell: Tell | None = None) -> None:
        """`tell` brings the word to comms; without one it is only logged.

        It hears `ok` where an outage it was told of is over.
        """
        self._clock = clock
        self._tell = tell
        self._told: dict[ReviewStatus, date] = {}
        self._failing_since: datetime | None = None
        self._failures = 0
        self._outage_told = False

    async def note(self, status: ReviewStatus) -> None:
        """Tell about `status` if somebody should hear of it and has not been told."""
        if status in LASTING:
            await self._failed(status)
        elif status in MENDABLE:
            await self._once_a_day(status)
        elif status is ReviewStatus.OK:
            await self._answered()

    async def _once_a_day(self, status: ReviewStatus) -> None:
        today = self._clock().date()
        if self._told.get(status) != today:
            self._told[status] = today
            await self._say(status)

    async def _failed(self, status: ReviewStatus) -> None:
        now = self._clock()
        self._failing_since = self._failing_since or now
        self._failures += 1
        lasts = now - self._failing_since >= LASTS and self._failures >= _FAILURES
        if lasts and not self._outage_told:
            self._outage_told = True
            await self._say(status)

    async def _answered(self) -> None:
        was_told, self._outage_told = self._outage_told, False
        self._failing_since, self._failures = None, 0
        if was_told:
            await self._say(ReviewStatus.OK)

    async def _say(self, status: ReviewStatus) -> None:
        log.warning("reviewer_needs_attention", status=status.value)
        if self._tell is not None:
            try:
                await self._tell(status)
            except Exception as error:  # noqa: BLE001 -- a review never fails for want of a messenger
                log.warning("reviewer_trouble_not_told", error=type(error).__name__)
