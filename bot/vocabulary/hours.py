"""Business hours: when people of the organisation are at work, and moments counted in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Hours:
    """When people are at work, in the organisation's time zone.

    `days` are days of the week, Monday is 0; at least one. `wait` is how many hours of work a
    channel has for an answer.
    """

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    opens: time = time(9)
    closes: time = time(17)
    holidays: tuple[date, ...] = ()
    wait: int = 8

    def after(self, start: datetime, span: timedelta, zone: ZoneInfo) -> datetime:
        """Return the moment, in `start`'s own zone, when so many hours of work have passed."""
        local, left = self._opened(start.astimezone(zone)), span
        while True:
            closes = _at(local, self.closes)
            if left <= closes - local:
                return (local + left).astimezone(start.tzinfo)
            left -= closes - local
            local = self._opened(closes)

    def between(self, start: datetime, end: datetime, zone: ZoneInfo) -> timedelta:
        """Return how many hours of work there are between two moments."""
        local, until = self._opened(start.astimezone(zone)), end.astimezone(zone)
        total = timedelta()
        while local < until:
            closes = _at(local, self.closes)
            total += min(closes, until) - local
            local = self._opened(closes)
        return total

    def _opened(self, local: datetime) -> datetime:
        """Return the first moment from `local` on at which people are at work."""
        if local.time() >= self.closes:
            local = _at(local + timedelta(days=1), self.opens)
        elif local.time() < self.opens:
            local = _at(local, self.opens)
        while local.weekday() not in self.days or local.date() in self.holidays:
            local = _at(local + timedelta(days=1), self.opens)
        return local


USUAL = Hours()
"""Monday to Friday, nine to five, and a working day for an answer."""


def _at(local: datetime, moment: time) -> datetime:
    return local.replace(hour=moment.hour, minute=moment.minute, second=0, microsecond=0)
