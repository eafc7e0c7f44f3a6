"""What is kept of a check: plain records, without a word of the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class AuthorRecord:
    """One person's choices, under a keyed hash of who they are.

    `accepted_at` is when they accepted the deal (UTC), None before. `messages` says whether a
    result may come as a direct message when the modal was closed. `platform` is where they mostly
    post, empty where they did not say. `language` is the one they chose, empty for Slack's.
    `ai_host` is where they were told that AI reads drafts, empty where nobody told them.
    """

    author_key: str
    accepted_at: datetime | None = None
    ai_review: bool = True
    messages: bool = True
    platform: str = ""
    language: str = ""
    ai_host: str = ""


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """What kind of thing was found; never the words it was found in.

    `action` is None until known: `fixed`, `kept`, `not_relevant` or `rule_wrong`.
    """

    rule: str
    revision: str
    topic: str
    severity: str
    source: str
    action: str | None = None


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """One check. `hour` is UTC, cut to the hour, so that a row cannot be matched to a post.

    Latencies are whole milliseconds; `tokens` is the endpoint's own count. `parent` is the id of
    the check that this one continues.
    """

    check_id: str
    hour: datetime
    author_key: str
    platform: str
    purpose: str
    surface: str
    verdict: str
    ruleset: str
    review_status: str
    prompt_hash: str = ""
    model: str = ""
    tokens: int = 0
    review_ms: int = 0
    parent: str | None = None
    findings: tuple[FindingRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """Who answered a question that was put to a channel, and when; never what it was about.

    `number` counts the answers to one question from 0. `by_user` is the Slack id of the person
    who decided for the company, `by_key` the keyed hash of it, by which they can be forgotten.
    `asked_at` is when it was asked.
    """

    ask_id: str
    number: int
    at: datetime
    channel: str
    rule: str
    topic: str
    answer: str
    by_user: str
    by_key: str
    asked_at: datetime | None = None


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


@dataclass(frozen=True, slots=True)
class NominationRecord:
    """A nomination for the person behind `nominee_key`; of who nominated them, nothing.

    `sealed` holds who, a link and a sentence, encrypted. `accepted_at` is None until they say yes.
    """

    nomination_id: str
    at: datetime
    nominee_key: str
    sealed: str
    accepted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LentRecord:
    """A draft that its author lent `until` a moment; `sealed` holds it, encrypted."""

    check_id: str
    author_key: str
    until: datetime
    sealed: str


@dataclass(frozen=True, slots=True)
class StepRecord:
    """That somebody took a step on a day, so often. Only counted with; never shown.

    `kind` is `question`, whose `name` is the topic that found no answer, or `campaign`, whose
    `name` is the campaign and whose `step` how far a draft came, or `comment`, whose `name` is what
    its author tagged somebody's comment with. No words of either are kept.
    """

    author_key: str
    kind: str
    name: str
    step: str
    day: date
    times: int = 1


@dataclass(frozen=True, slots=True)
class SightingRecord:
    """That a thing was in somebody's check: both under keyed codes. `kind` is `host` or `crisis`.

    `hour` is UTC, cut to the hour.
    """

    thing_key: str
    author_key: str
    kind: str
    hour: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is kept, for `doctor`. `oldest` is the hour of the oldest check (UTC)."""

    checks: int
    findings: int
    authors: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Held:
    """How much is kept of one person: rows by table, and the hours (UTC) their checks span."""

    rows: Mapping[str, int]
    oldest: datetime | None
    newest: datetime | None


class StoreProblem(Exception):
    """The database cannot be used. The message names the thing and the remedy.

    `sqlstate` is the code that the database gave, such as SQLITE_FULL or 53100; empty without one.
    """

    def __init__(self, message: str, sqlstate: str = "") -> None:
        """Take the sentence, and the code."""
        super().__init__(message)
        self.sqlstate = sqlstate
