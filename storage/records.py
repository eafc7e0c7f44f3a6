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
    the check that this one continues, and `edited` says that its text is another than that one's.
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
    edited: bool = True
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
class AttemptRecord:
    """A step of work that was begun again in `deaths` processes that did not end it.

    `reference` is the log line's that says it was set aside; empty where it was not.
    """

    workflow_id: str
    step: str
    deaths: int
    reference: str
    at: datetime

    @property
    def work(self) -> str:
        """What kind of work it is: `check`, `ask`, `digest`."""
        return self.workflow_id.removeprefix("sched-").partition("-")[0]


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
