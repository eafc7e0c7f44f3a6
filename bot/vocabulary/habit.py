"""A habit that keeps people safe, as a question for a month: what to do, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of several; exactly one of them is right."""

    text: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page that says how it is done."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Habit:
    """A drill: a question, two or three choices, and why one of them is right."""

    id: str
    title: str
    question: str
    choices: tuple[Choice, ...]
    why: str
    how: Page | None = None

    @property
    def right(self) -> int:
        """The number of the choice that is right, from 0."""
        return next(number for number, each in enumerate(self.choices) if each.right)


def month_of(now: datetime, timezone: str) -> str:
    """Return the month of a moment (UTC), such as `2026-11`, in `timezone` (IANA)."""
    return now.astimezone(ZoneInfo(timezone)).strftime("%Y-%m")


def habit_of(habits: Sequence[Habit], month: str) -> Habit | None:
    """Return the habit of a month, in their order round and round; None where there is none."""
    year, _, number = month.partition("-")
    return habits[(int(year) * _MONTHS + int(number)) % len(habits)] if habits else None
