"""What a digest says, before it is put into words of a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.digest.week import Week
from bot.vocabulary.recognition import Thanks


class LeadKind(StrEnum):
    """What the first sentence is about: a fix, a topic, or all checks together."""

    INSERT = "insert"
    RULE = "rule"
    TIP = "tip"
    TOPIC = "topic"
    BETTER = "better"
    CHECKS = "checks"


@dataclass(frozen=True, slots=True)
class Lead:
    """The sentence that says something. `words` is a rule's title, or what to put first.

    A `TIP` is a topic with the words that its most common rule would put first.
    """

    kind: LeadKind
    topic: str = ""
    rule: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A draft before and after, from a rule's own tests."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Drill:
    """Two drafts; the one with the number `fine` (0 or 1) is. `key` names the pair for good."""

    key: str
    rule: str
    topic: str
    drafts: tuple[str, str]
    fine: int


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that ends soon. `kind` is `fact`, `rule`, `campaign` or `calendar`."""

    kind: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """A week of the trend; `checks` is None where it is too few to tell."""

    week: Week
    checks: int | None


CLICKS = "clicks"


@dataclass(frozen=True, slots=True)
class Campaigned:
    """What a campaign came to: `steps` by their names, in their order, clicks the last of them."""

    title: str
    steps: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A week's digest. Every number in it was thresholded and rounded when the week froze.

    `changed` is the title of a rule that changed because people said so, or empty. There is a
    drill or the number of an open question, or neither. `contact` is whom to ask about the lead's
    topic. `topics` are what was fixed, most first, `other` last; `trend` the last four weeks,
    `campaigns` what each came to in half a year.
    """

    week: Week
    lead: Lead
    checks: int
    better: int | None = None
    lesson: Lesson | None = None
    changed: str = ""
    drill: Drill | None = None
    question: int | None = None
    contact: str = ""
    endings: tuple[Ending, ...] = ()
    topics: tuple[tuple[str, int], ...] = ()
    trend: tuple[Past, ...] = ()
    thanks: tuple[Thanks, ...] = ()
    campaigns: tuple[Campaigned, ...] = ()
