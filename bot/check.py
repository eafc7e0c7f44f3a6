"""A check: one run of a draft through rules and reviewer, and the ports it travels through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.replies.reply import ReplyReading
from bot.review.outcome import ChecklistItem, ReviewStatus, SupportedClaim
from bot.verdict import Draft, Finding, Platform, Reading, Verdict


class Surface(StrEnum):
    """Where in Slack the author asked."""

    COMMAND = "command"
    MODAL = "modal"
    SHORTCUT = "shortcut"
    MESSAGE = "message"


class Action(StrEnum):
    """What an author does about a finding. `fixed` is seen in the next draft, never asked."""

    FIXED = "fixed"
    KEPT = "kept"
    NOT_RELEVANT = "not_relevant"
    RULE_WRONG = "rule_wrong"


def addressed(findings: Iterable[Finding]) -> list[tuple[str, Finding]]:
    """Return findings with their addresses: the rule and a number, as in `rule#1`.

    The address holds no text. Findings come worst first, as checks store them.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        found.append((f"{finding.rule}#{seen[finding.rule]}", finding))
        seen[finding.rule] += 1
    return found


def address_parts(address: str) -> tuple[str, int]:
    """Return the rule and the number of an address; raises ValueError for none of ours."""
    rule, _, number = address.rpartition("#")
    return rule, int(number)


@dataclass(frozen=True, slots=True)
class Asked:
    """A check that somebody asked for, with everything needed to finish it after a crash.

    `check_id` is random. `delivery` is Slack's own id of what was delivered (`trigger_id` or
    `event_id`), so that a redelivery is recognised. `team` is None on Enterprise Grid installs.
    `view_id` is the modal to update where it is already known. `parent` is the check that
    "Check again" continues. `reading` is the rules' word, given when the author asked. `edition`
    counts how often the modal's input was given another text by one of our buttons. `thread` is the
    conversation and the message under which a draft that came as a message is answered. `language`
    is the one that the author reads; empty, from an earlier version, is English. `reply` is the
    reply coach's word, which holds nothing of the comment. `comment` is what a reply
    answers, with personal data hidden, only where a model is going to read it: it is not written
    down with the rest, so after a crash there is none. `campaign` and `hint` are what the modal
    says of where the draft began, for a process that did not draw it. `pictured` says that a
    picture came with it, which is answered by itself. `edited` says that the text is another than
    its parent's, as far as the process knows that it was asked in.
    """

    check_id: str
    delivery: str
    user: str
    team: str | None
    draft: Draft
    reading: Reading
    surface: Surface
    at: datetime
    parent: str | None = None
    view_id: str | None = None
    edition: int = 0
    thread: str = ""
    language: str = ""
    reply: ReplyReading | None = None
    comment: str = field(default="", repr=False)
    campaign: str = ""
    hint: str = ""
    pictured: bool = False
    edited: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished check, as the author sees it. `findings` are worst first.

    `note` is the sentence about the review itself; `checklist` stands in when no model read the
    draft. `repeated` names what the reviewer found, too, where a rule says it already. `supported`
    are statements that match a source, `sharing` questions for a draft that passes something on:
    neither is a finding. `reply` is the reply coach's word on a reply. `rewrite` has passed the
    rules. `latency_ms` and `tokens` are the review's cost.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    status: ReviewStatus
    ruleset: str
    note: str = ""
    checklist: tuple[ChecklistItem, ...] = ()
    rewrite: str | None = None
    model: str = ""
    prompt_hash: str = ""
    tokens: int = 0
    latency_ms: int = 0
    repeated: tuple[str, ...] = ()
    supported: tuple[SupportedClaim, ...] = ()
    sharing: tuple[ChecklistItem, ...] = ()
    reply: ReplyReading | None = None


@dataclass(frozen=True, slots=True)
class PastCheck:
    """A check as its author finds it again: the hour, in UTC, and nothing of the draft."""

    hour: datetime
    platform: Platform
    verdict: Verdict
    findings: int


class Checks(Protocol):
    """Durable checks: what is started here is finished, even by the next process."""

    async def start(self, asked: Asked) -> bool:
        """Start a check; False when this delivery has been started before."""
        ...

    async def view_opened(
        self, asked: Asked, view_id: str | None, state: str | None = None
    ) -> None:
        """Tell a started check which modal shows it; None when none could be opened.

        `state` is Slack's hash of the modal as it was drawn for this check. For a draft that came
        as a message both name its card instead: the conversation and the message.
        """
        ...

    async def let_fade(self, team: str | None, user: str, place: str) -> None:
        """Withdraw the message at a place, to this person, in a day; again changes nothing."""
        ...

    async def keep_message(self, place: str) -> None:
        """Let a result that was sent as a message stay; it would else be withdrawn in a day."""
        ...


class Delivery(Protocol):
    """Brings a finished check to its author, once, wherever they are now."""

    async def deliver(
        self,
        asked: Asked,
        outcome: Outcome,
        view_id: str | None,
        state: str | None = None,
        *,
        again: bool = False,
    ) -> str | None:
        """Update the modal if it is as it was, or send a direct message. Safe to repeat.

        `state` is what `Checks.view_opened` was told with the modal. `again` says that a process
        that is gone may have delivered it, and not have written that down. Returns the place of
        the message where one was sent.
        """
        ...

    async def withdraw(self, place: str) -> None:
        """Delete the message at a place that `deliver` returned; one that is gone is no error."""
        ...
