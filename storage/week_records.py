"""What is kept of a week: counted by person, then added up to what may be shown; plain records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PersonChecks:
    """How many checks of somebody ended in one way: `clear`, `fixable` or `better`.

    Fixable is a verdict of fix or ask, and better one of which something was fixed since. Only
    counted with; never shown.
    """

    author_key: str
    outcome: str
    checks: int


@dataclass(frozen=True, slots=True)
class PersonFindings:
    """How many findings of a rule somebody had, by what they did. Only counted with; never shown.

    `is_new` says that they are of the week that is being counted, and not from before.
    """

    rule: str
    topic: str
    action: str | None
    author_key: str
    findings: int
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class PersonReviews:
    """How many checks of somebody a review ended in one way. Only counted with; never shown."""

    author_key: str
    status: str
    checks: int


@dataclass(frozen=True, slots=True)
class WeekRecord:
    """A week's totals, as they may be shown; None where they may not.

    `week` is its ISO name, such as `2026-W47`, and `begins` its first moment (UTC). `fixable` are
    checks with something to fix or to ask, `better` those of them where something was fixed.
    """

    week: str
    begins: datetime
    checks: int | None = None
    fixable: int | None = None
    better: int | None = None


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """A topic's or a rule's figures, as they may be shown; None where they may not.

    `kind` is `topic`, `rule`, `watch` (a rule that only watches), `review` (a review's status) or
    `rewrite` (`adopted`). They count from the beginning of the week `since` to the end of
    `week`. A rule without `hits` is still gathering: there is nothing to show of it yet.
    """

    week: str
    kind: str
    name: str
    since: str
    hits: int | None = None
    fixed: int | None = None
    kept: int | None = None
    not_relevant: int | None = None
    wrong: int | None = None


@dataclass(frozen=True, slots=True)
class FrozenWeek:
    """What may be shown of a week that is over."""

    totals: WeekRecord
    figures: tuple[FigureRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestRecord:
    """What became of a week's digest in a channel: `posted`, `quiet` or `skipped`, and when.

    `channel` is its name in the settings, `place` Slack's `channel:ts` of the message, empty where
    there is none. `drill` names the exercise that was in it, so that it does not come back soon.
    """

    week: str
    channel: str
    status: str
    at: datetime
    place: str = ""
    drill: str = ""


@dataclass(frozen=True, slots=True)
class DrillRecord:
    """How often the exercise of a week was answered right and wrong; by whom is not kept."""

    week: str
    rule: str
    topic: str
    right: int
    wrong: int


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """A change to a rule after enough people had said that it is wrong or does not apply.

    `path` is the change's file in the rule folder, `kind` the kind of change.
    """

    path: str
    rule: str
    kind: str
    at: datetime
