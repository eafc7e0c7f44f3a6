"""A habit that keeps people safe, as a question for a month: what to do, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    """A drill: a question, two or three choices, and why one of them is right.

    `others` is the same in other languages.
    """

    id: str
    title: str
    question: str
    choices: tuple[Choice, ...]
    why: str
    how: Page | None = None
    others: Mapping[str, Habit] = field(default_factory=dict)

    @property
    def right(self) -> int:
        """The number of the choice that is right, from 0."""
        return next(number for number, each in enumerate(self.choices) if each.right)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says."""
        how = (self.how.title,) if self.how else ()
        choices = (choice.text for choice in self.choices)
        return (self.title, self.question, *choices, self.why, *how)

    def told(self, tell: Callable[[str], str]) -> Habit:
        """Return the drill as `tell` says each of its texts."""
        return replace(
            self,
            title=tell(self.title),
            question=tell(self.question),
            choices=tuple(replace(each, text=tell(each.text)) for each in self.choices),
            why=tell(self.why),
            how=replace(self.how, title=tell(self.how.title)) if self.how else None,
        )

    def in_language(self, language: str) -> Habit:
        """Return the drill in a language, as far as somebody has written it in that."""
        return self.others.get(language, self)


def month_of(now: datetime, timezone: str) -> str:
    """Return the month of a moment (UTC), such as `2026-11`, in `timezone` (IANA)."""
    return now.astimezone(ZoneInfo(timezone)).strftime("%Y-%m")


def habit_of(habits: Sequence[Habit], month: str) -> Habit | None:
    """Return the habit of a month, in their order round and round; None where there is none."""
    year, _, number = month.partition("-")
    return habits[(int(year) * _MONTHS + int(number)) % len(habits)] if habits else None
