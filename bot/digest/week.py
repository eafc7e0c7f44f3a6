"""ISO weeks in the company's own time zone: their names and where they begin and end."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

_WRITTEN = re.compile(r"(\d{4})-W(\d\d)", re.ASCII)
_WEEK = timedelta(days=7)


class WeekProblem(Exception):
    """A week is not written as one. The message says how to write it."""


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO 8601 week: the Thursday's year, and its number from 1."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a name such as `2026-W47`. Raises `WeekProblem`."""
        found = _WRITTEN.fullmatch(text.strip())
        week = cls(int(found[1]), int(found[2])) if found else None
        with suppress(ValueError):  # such as week 53 of a year that has 52
            if week is not None and week.monday:
                return week
        raise WeekProblem(
            f"{text!r} is no week. Write the year and the week's number, such as 2026-W47."
        )

    @classmethod
    def of(cls, moment: datetime, timezone: str) -> Self:
        """Return the week of a moment, as people in `timezone` (an IANA name) count it."""
        year, number, _ = moment.astimezone(ZoneInfo(timezone)).isocalendar()
        return cls(year, number)

    def __str__(self) -> str:
        """Return its name, such as `2026-W47`; names sort as the weeks do."""
        return f"{self.year:04}-W{self.number:02}"

    @property
    def monday(self) -> date:
        """Its first day. Raises ValueError for a week that its year does not have."""
        return date.fromisocalendar(self.year, self.number, 1)

    def before(self, weeks: int = 1) -> Week:
        """Return the week so many weeks earlier; later for a negative number."""
        year, number, _ = (self.monday - weeks * _WEEK).isocalendar()
        return Week(year, number)

    def begins(self, timezone: str) -> datetime:
        """Return its first moment in `timezone`, in UTC."""
        return datetime.combine(self.monday, time(), ZoneInfo(timezone)).astimezone(UTC)

    def ends(self, timezone: str) -> datetime:
        """Return the first moment of the next week, in UTC."""
        return self.before(-1).begins(timezone)
