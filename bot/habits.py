"""The habits of a rule folder: this month's, any by its name, and answers added up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.messages import language
from bot.policy.handbook import read_habits_folder
from bot.policy.ruleset import RuleSet
from bot.vocabulary.habit import Habit, habit_of, month_of

TOPIC = "habit"
MARK = "habit-"
"""Stands before a month where drills are added up, apart from the weekly ones."""


class Counts(Protocol):
    """Where answers are added up; `storage.store.Store` is the real one."""

    async def count_drill(
        self, week: str, rule: str, topic: str, at: datetime, *, right: bool
    ) -> None:
        """Count one answer to a drill."""
        ...


class Habits:
    """Knows the drills as the folder holds them now."""

    def __init__(
        self,
        rules: Callable[[], RuleSet],
        folder: Path,
        clock: Callable[[], datetime],
        counts: Counts,
    ) -> None:
        """`rules` answers with a new object once the folder changed. Nothing is read yet."""
        self._rules = rules
        self._folder = folder
        self._clock = clock
        self._counts = counts
        self._known: RuleSet | None = None
        self._habits: tuple[Habit, ...] = ()

    @property
    def month(self) -> str:
        """The present month, such as `2026-11`, in the company's time zone."""
        return month_of(self._clock(), self._rules().organisation.timezone)

    def this_month(self) -> Habit | None:
        """Return the month's habit in the language that is spoken, None where there is none."""
        return habit_of(self._current(), self.month)

    def find(self, habit_id: str) -> Habit | None:
        """Return a habit by its name."""
        return next((habit for habit in self._current() if habit.id == habit_id), None)

    async def count(self, month: str, habit: Habit, *, right: bool) -> None:
        """Add one answer up, of nobody in particular. May raise `StoreProblem`."""
        week = f"{MARK}{month}"
        await self._counts.count_drill(week, habit.id, TOPIC, self._clock(), right=right)

    def _current(self) -> tuple[Habit, ...]:
        rules = self._rules()
        if rules is not self._known:
            self._habits, _ = read_habits_folder(self._folder)
            self._known = rules
        return tuple(habit.in_language(language()) for habit in self._habits)
