"""What a rule, a pack and the organisation are once they have been read: plain, frozen data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.policy.body import Body
from bot.policy.problem import Place
from bot.verdict import Platform, Purpose, Severity

TOPICS = (
    *("confidential", "financial", "client", "personal-data", "credential", "internal-link"),
    *("security", "claim", "disclosure", "spokesperson", "respect", "inclusive", "competitor"),
    *("legal", "copyright", "image", "accessibility", "platform", "link-safety", "integrity"),
    *("recruiting", "location", "oversharing", "misinformation", "tone"),
)
SURVIVORS = ("credential", "personal-data", "client", "confidential", "financial", "respect")


CAMPAIGNS = "campaigns"
"""The pack of the rules that campaigns make."""


class Status(StrEnum):
    """Whether a rule works: `watch` is counted and never shown, `retired` is kept for its id."""

    OFF = "off"
    WATCH = "watch"
    LIVE = "live"
    RETIRED = "retired"

    @property
    def works(self) -> bool:
        """Whether the rule reads drafts at all."""
        return self in {Status.WATCH, Status.LIVE}


class Kind(StrEnum):
    """How a rule finds what it looks for."""

    PHRASE = "phrase"
    REPLACE = "replace"
    REQUIRE = "require"
    LIMIT = "limit"
    DETECT = "detect"


class Zone(StrEnum):
    """Parts of a draft that a rule may skip."""

    QUOTES = "quotes"
    URLS = "urls"
    HASHTAGS = "hashtags"
    MENTIONS = "mentions"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, half-open, in UTC; None is open to that side."""

    start: datetime | None = None
    until: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Whether `at` lies inside; `until` itself is the first free moment."""
        return (self.start is None or self.start <= at) and (self.until is None or at < self.until)


Windows = tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """The drafts a rule reads; an empty tuple means all. Roles and languages are lower-case."""

    platforms: tuple[Platform, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    roles: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exemption:
    """A longer phrase that is fine; it covers matches inside it until `until` (UTC)."""

    phrase: str
    reason: str = ""
    by: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suggest:
    """The way out that a rule offers."""

    insert_first: str | None = None
    replace_with: tuple[str, ...] = ()
    remove: bool = False
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class RuleTest:
    """One draft with what its rule should make of it. What is None is chosen from the scope."""

    draft: str
    expect: Literal["match", "no_match"]
    place: Place
    platform: Platform | None = None
    purpose: Purpose | None = None
    role: str | None = None
    lang: str | None = None
    at: datetime | None = None
    matches: tuple[str, ...] | None = None
    fixed: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of rules with an owner. `timezone` is an IANA name, empty for the organisation's."""

    name: str
    owner: str = ""
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One policy clause. `revision` changes when what it finds or says changes.

    `owner` is whom to ask: the rule's own, else the topic's contact, else the pack's owner, else
    the organisation's default contact.
    `active` empty means always. `extends` is `pack/id` of the rule it was made from.
    """

    id: str
    title: str
    topic: str
    severity: Severity
    kind: Kind
    message: str
    body: Body
    pack: Pack
    place: Place
    revision: str
    status: Status = Status.LIVE
    why: str = ""
    link: str = ""
    owner: str = ""
    reviewed_on: datetime | None = None
    survives_guard: bool = False
    when: Scope = field(default_factory=Scope)
    active: Windows = ()
    during: tuple[tuple[Windows, Severity], ...] = ()
    skip: frozenset[Zone] = frozenset()
    exceptions: tuple[Exemption, ...] = ()
    suggest: Suggest = field(default_factory=Suggest)
    tests: tuple[RuleTest, ...] = ()
    extends: str = ""

    def severity_at(self, at: datetime) -> Severity:
        """Return the severity at a moment: `during` raises it while its dates last."""
        for windows, severity in self.during:
            if any(window.covers(at) for window in windows):
                return severity
        return self.severity
