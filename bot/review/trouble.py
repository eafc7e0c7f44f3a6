"""Trouble that only the operator can mend: told once a day, so that nobody learns to ignore it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime

import structlog

from bot.review.outcome import ReviewStatus

Tell = Callable[[ReviewStatus], Awaitable[None]]

MENDABLE = frozenset(
    {ReviewStatus.AUTH_ERROR, ReviewStatus.MODEL_NOT_FOUND, ReviewStatus.QUOTA_EXHAUSTED}
)

log = structlog.get_logger(__name__)


class Trouble:
    """Tells comms about each kind of mendable trouble, at most once a day."""

    def __init__(self, clock: Callable[[], datetime], tell: Tell | None = None) -> None:
        """`tell` brings the word to comms; without one it is only logged."""
        self._clock = clock
        self._tell = tell
        self._told: dict[ReviewStatus, date] = {}

    async def note(self, status: ReviewStatus) -> None:
        """Tell about `status` if somebody can mend it and has not been told today."""
        today = self._clock().date()
        if status not in MENDABLE or self._told.get(status) == today:
            return
        self._told[status] = today
        log.warning("reviewer_needs_attention", status=status.value)
        if self._tell is not None:
            try:
                await self._tell(status)
            except Exception as error:  # noqa: BLE001 -- a review never fails for want of a messenger
                log.warning("reviewer_trouble_not_told", error=type(error).__name__)
