"""The words all else is built on: draft, severity, finding, verdict, and how they combine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.languages.telling import language_of


class Platform(StrEnum):
    """Where the author wants to post; `other` has no limits."""

    X = "x"
    LINKEDIN = "linkedin"
    BLUESKY = "bluesky"
    MASTODON = "mastodon"
    THREADS = "threads"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    SLACK = "slack"
    OTHER = "other"


class Purpose(StrEnum):
    """What the draft is for."""

    POST = "post"
    REPLY = "reply"
    SHARE = "share"


class Severity(StrEnum):
    """How much a finding matters, mildest first."""

    POLISH = "polish"
    FIX = "fix"
    ASK = "ask"


class Verdict(StrEnum):
    """What a check says about a draft, mildest first. `clear` is no approval."""

    CLEAR = "clear"
    POLISH = "polish"
    FIX = "fix"
    ASK = "ask"

    @property
    def rank(self) -> int:
        """Position from 0 (`clear`) to 3 (`ask`)."""
        return _RANK[self]

    def reaches(self, bar: Severity) -> bool:
        """Whether this verdict is at least as grave as `bar`."""
        return self.rank >= Verdict(bar.value).rank


_RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}
_VERDICTS = {severity: Verdict(severity.value) for severity in Severity}


class Source(StrEnum):
    """Who found it: a policy rule, or the reviewer reading tone or claims."""

    RULE = "rule"
    TONE = "tone"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Draft:
    """The text an author wants to post, exactly as given, with what is known about its use."""

    text: str
    platform: Platform = Platform.OTHER
    purpose: Purpose = Purpose.POST
    lang: str | None = None
    role: str | None = None

    @property
    def language(self) -> str:
        """The language it is in: the one chosen, else the one that its words tell, such as `pt`.

        Empty where nothing tells, and ELSEWHERE of bot.languages for one that nobody knows.
        """
        return (self.lang or "").partition("-")[0].lower() or language_of(self.text)


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in the draft: code-point offsets into the draft as given."""

    start: int
    end: int
    replacement: str

    def apply(self, text: str) -> str:
        """Return `text` with this edit made."""
        return text[: self.start] + self.replacement + text[self.end :]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way out: what the author reads, and the edit that would do it where one is known.

    `instead_of` are the words that an edit of the reviewer's takes the place of, where it is
    offered under a rule's finding.
    """

    text: str
    edit: Edit | None = None
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `draft.text[start:end] == text`, offsets in code points.

    `rule` is the rule's id; for a tone finding the category, for a claim the fact's id or
    `unsupported`. `clause` is the rule's title. `owner` is a channel, such as `#comms-policy`.
    What it says is in the language of whoever asked, where somebody has written it in that.
    """

    source: Source
    rule: str
    topic: str
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    why: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    clause: str = ""
    owner: str = ""
    link: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules say about one draft.

    `guarded`: the protected-speech guard covers it, so nothing about the check may be kept.
    `holds_credential`: it must not reach a model, a link reader or a store.
    `ruleset` is the `sha256:…` hash of the rule set that read it.
    """

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    guarded: bool = False
    holds_credential: bool = False
    ruleset: str = ""


def worst(findings: Iterable[Finding]) -> Verdict:
    """The verdict that a set of findings adds up to: the worst severity found, else `clear`."""
    return max(
        (_VERDICTS[finding.severity] for finding in findings),
        key=_RANK.__getitem__,
        default=Verdict.CLEAR,
    )


def reading_order(finding: Finding) -> tuple[int, int, int]:
    """Return a finding's place in the order that authors read them in, as a key to sort by."""
    return (-_RANK[_VERDICTS[finding.severity]], finding.start, finding.end)


def combine(rules: Verdict, review: Verdict) -> Verdict:
    """The final verdict: the worse of the two, so that a review never lowers a rule's verdict."""
    return max(rules, review, key=_RANK.__getitem__)
