"""A weekly moment, written as cron does, in the company's own time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_WRITTEN = re.compile(r"(\d{1,2}) (\d{1,2}) \* \* ([0-7]|[a-z]{3})", re.ASCII)
_HOURS, _MINUTES = 24, 60


class CronProblem(Exception):
    """The time is not one a week. The message says how to write it."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """A moment of each week; `weekday` counts from Monday, which is 0."""

    weekday: int
    hour: int
    minute: int

    def latest(self, now: datetime, timezone: str) -> datetime:
        """Return the latest such moment that is not after `now` (UTC), in `timezone` (IANA).

        When the clocks go forward over it, it comes as much later as they jump; when they go back
        over it, its first run counts.
        """
        zone = ZoneInfo(timezone)
        today = now.astimezone(zone).date()
        day = today - timedelta(days=(today.weekday() - self.weekday) % 7)
        moment = self._on(day, zone)
        return moment if moment <= now else self._on(day - timedelta(days=7), zone)

    def _on(self, day: date, zone: ZoneInfo) -> datetime:
        return datetime.combine(day, time(self.hour, self.minute), zone).astimezone(UTC)


def parse_cron(text: str) -> Weekly:
    """Read five cron fields that mean one moment a week. Raises `CronProblem`."""
    found = _WRITTEN.fullmatch(" ".join(text.lower().split()))
    if found is not None:
        minute, hour, day = int(found[1]), int(found[2]), found[3]
        known = int(day) if day.isdigit() else _DAYS.index(day) if day in _DAYS else None
        if minute < _MINUTES and hour < _HOURS and known is not None:
            return Weekly((known - 1) % 7, hour, minute)
    raise CronProblem(
        "Write one moment a week: minute, hour, * * and the day, such as 0 9 * * mon."
    )
