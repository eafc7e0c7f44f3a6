"""What comms read of their rules, their questions and their drills, figure by figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.digest.period import Period
from bot.digest.workshop import Workshop
from bot.policy.precision import wilson
from storage.records import DecisionRecord
from storage.week_records import ChangeRecord, DrillRecord


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule's figures, added up; None is too few to show."""

    rule: str
    hits: int
    fixed: int | None = None
    kept: int | None = None
    not_relevant: int | None = None
    wrong: int | None = None

    @property
    def is_floor(self) -> bool:
        """Whether too few objected to tell how many; then precision is at least what it says."""
        return self.not_relevant is None or self.wrong is None

    @property
    def judged(self) -> int | None:
        """Of how many its precision is: fixed and objected to, else all that it could be.

        None where not even `fixed` may be shown.
        """
        if self.fixed is None:
            return None
        if self.is_floor:
            return max(self.fixed, self.hits - (self.kept or 0))
        return self.fixed + (self.not_relevant or 0) + (self.wrong or 0)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of its precision."""
        return None if self.judged is None else wilson(self.fixed or 0, self.judged)


@dataclass(frozen=True, slots=True)
class Answered:
    """Questions to channels that were answered, and how many of them within a working day."""

    questions: int
    in_time: int | None = None


@dataclass(frozen=True, slots=True)
class Drilled:
    """How a topic's drills were answered: right, of so many answers."""

    topic: str
    right: int
    answers: int


@dataclass(frozen=True, slots=True)
class Extras:
    """What a report says beside the frozen weeks. `warnings` are lint's, one text each."""

    changes: Sequence[ChangeRecord] = ()
    drills: Sequence[DrillRecord] = ()
    decisions: Sequence[DecisionRecord] = ()
    warnings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What comms read. None is too few to show; `left_out` are weeks without a figure.

    `silent` are live rules that found nothing, or too little to show. `ready` are watch rules that
    could go live, with their hits, `watching` the others. `reviews` are hits by status.
    """

    period: Period
    left_out: int
    checks: int | None
    fixable: int | None
    better: int | None
    changed: int
    rules: tuple[RuleLine, ...]
    silent: tuple[str, ...]
    ready: tuple[tuple[str, int], ...]
    watching: tuple[str, ...]
    adopted: int | None
    reviews: tuple[tuple[str, int], ...]
    answered: Answered | None
    drilled: tuple[Drilled, ...]
    workshop: Workshop
    warnings: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure in it at all."""
        return self.checks is None and not self.rules and self.answered is None
