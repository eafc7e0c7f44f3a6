"""What a report is about: a month, or the weeks before today, both in whole weeks that are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.digest.week import Week

LATELY = 4
_SUNDAY = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Period:
    """Weeks from `first` to `last`. `month` is the first day of the month they ended in, or None.

    Each week belongs to the month of its Sunday: no two months share one, and on the first of a
    month all weeks of the last one are over.
    """

    first: Week
    last: Week
    month: date | None = None

    @property
    def weeks(self) -> tuple[Week, ...]:
        """All of them, oldest first."""
        found, week = [], self.first
        while week <= self.last:
            found.append(week)
            week = week.before(-1)
        return tuple(found)


def lately(now: datetime, timezone: str, weeks: int = LATELY) -> Period:
    """Return so many weeks before the one of `now`; `timezone` is an IANA name."""
    last = Week.of(now, timezone).before()
    return Period(last.before(weeks - 1), last)


def month_before(now: datetime, timezone: str) -> Period:
    """Return the month before the one of `now`."""
    first = now.astimezone(ZoneInfo(timezone)).date().replace(day=1)
    month = (first - timedelta(days=1)).replace(day=1)
    begins = _first_week(month)
    return Period(begins, _first_week(first).before(), month)


def _first_week(month: date) -> Week:
    """The week of the first Sunday in a month."""
    sunday = month + timedelta(days=(6 - month.weekday()) % 7)
    year, number, _ = (sunday - _SUNDAY).isocalendar()
    return Week(year, number)
