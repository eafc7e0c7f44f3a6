"""What a review comes back as: its status, what was found, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.verdict import Draft, Finding


class ReviewStatus(StrEnum):
    """How a review ended. The words are stored and shown in `--json`."""

    OK = "ok"
    DISABLED = "disabled"
    NONE = "none"
    SKIPPED_CREDENTIAL = "skipped_credential"
    TIMEOUT = "timeout"
    RATE_LIMITED = "rate_limited"
    QUOTA_EXHAUSTED = "quota_exhausted"
    AUTH_ERROR = "auth_error"
    MODEL_NOT_FOUND = "model_not_found"
    PROVIDER_ERROR = "provider_error"
    TRUNCATED = "truncated"
    REFUSED = "refused"
    INVALID_OUTPUT = "invalid_output"
    PARTIAL = "partial"
    BUDGET_EXCEEDED = "budget_exceeded"

    @property
    def answered(self) -> bool:
        """Whether the reviewer read the draft, so that no checklist is needed in its place."""
        return self in {ReviewStatus.OK, ReviewStatus.PARTIAL, ReviewStatus.TRUNCATED}


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One question of the offline checklist. Spans are code-point offsets into the draft."""

    kind: str
    message: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SupportedClaim:
    """A statement of the draft that a source says too: good to know, and no finding.

    `fact` is the id of the source. The span is in code points; `message` names source and date.
    """

    fact: str
    message: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page the draft links to that was read, with the day it says it is from."""

    url: str
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the draft that the reviewer points to; the span is in code points."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReplySaid:
    """What the reviewer said of a reply: ticks, with the words that earn them, and hazards.

    `advice` is `reply`, `leave` or the desk whose matter it is; empty where none was given.
    """

    ticks: tuple[Quoted, ...] = ()
    hazards: tuple[Quoted, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What the reviewer said, already checked by our code.

    `note` is the sentence the author reads about the review itself (empty when all went well).
    `rewrite` has been offered by the model and not yet been put through the rules.
    `latency_ms` is whole milliseconds from asking to knowing; tokens are the endpoint's count.
    `dropped` counts what could not be anchored in the draft and was left out. `pages` are filled
    for drafts that share a link, where the link reader is on, and `reply` for replies.
    """

    status: ReviewStatus
    findings: tuple[Finding, ...] = ()
    rewrite: str | None = None
    note: str = ""
    model: str = ""
    prompt_hash: str = ""
    tokens: int = 0
    latency_ms: int = 0
    dropped: int = 0
    supported: tuple[SupportedClaim, ...] = ()
    pages: tuple[ReadPage, ...] = ()
    reply: ReplySaid | None = None


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """What the reviewer says to an author's wish: an answer, another version, or neither.

    Both have been offered by the model and not yet been put through the rules. `note` is the
    sentence about the asking itself.
    """

    status: ReviewStatus
    answer: str | None = None
    rewrite: str | None = None
    note: str = ""


class Reviewer(Protocol):
    """Reads a draft for tone and facts. Never raises for anything an endpoint does."""

    @property
    def host(self) -> str:
        """The host a draft would be sent to, or an empty string when review is off."""
        ...

    def hide(self, comment: str) -> str:
        """Return what of somebody's comment may travel to the model; empty where none would."""
        ...

    async def review(self, draft: Draft, comment: str = "") -> Review:
        """Return the review of `draft` within the total deadline.

        `comment` is what a reply answers, as `hide` returned it: context, and kept nowhere.
        """
        ...

    async def follow_up(self, draft: Draft, wish: str) -> FollowedUp:
        """Return what there is to say to an author's `wish` about a draft that was reviewed."""
        ...
