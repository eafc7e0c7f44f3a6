"""A change somebody wants to make to the rules: what, to which rule or list, why and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.policy.body import LimitBody, PhraseBody, ReplaceBody, RequireBody
from bot.policy.company import Organisation
from bot.policy.files.more_words import DERIVED
from bot.policy.schema import Rule, Status
from bot.verdict import Severity, Verdict

PACK = "slack"
KEPT_LIVE = frozenset({"credential"})
"""Topics whose rules also decide what leaves the house, so that they cannot just be watched."""


class Kind(StrEnum):
    """What is changed."""

    WORD = "word"
    LIST = "list"
    EXCEPTION = "exception"
    STATUS = "status"
    SEVERITY = "severity"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `target` is a rule's id, for `Kind.LIST` a list's name.

    `value` is the word, the exception's phrase, the new status or the new severity. `until` is an
    ISO date for exceptions. `instead` is what a replace rule offers for the word. `example` is a
    draft that becomes a test: caught for a word, left alone for an exception.
    """

    kind: Kind
    target: str
    value: str
    why: str
    until: str = ""
    instead: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who makes a change, and when (with a time zone)."""

    who: str
    at: datetime


def takes_words(rule: Rule) -> bool:
    """Whether one more word makes a rule find more.

    Where only `all` is given, one more way to match would make it find less.
    """
    if isinstance(rule.body, ReplaceBody):
        return True
    terms = (
        rule.body.terms
        if isinstance(rule.body, PhraseBody)
        else rule.body.trigger
        if isinstance(rule.body, RequireBody)
        else None
    )
    return terms is not None and bool(terms.any_ or terms.regex)


def takes_exceptions(rule: Rule) -> bool:
    """Whether a phrase can be excepted: a limit counts, it does not look at words."""
    return not isinstance(rule.body, LimitBody)


def next_statuses(rule: Rule) -> tuple[Status, ...]:
    """Return where a rule may be moved to."""
    if rule.status is Status.WATCH:
        return (Status.LIVE,)
    if rule.status is Status.LIVE and rule.topic not in KEPT_LIVE:
        return (Status.WATCH,)
    return ()


def softer(rule: Rule) -> tuple[Severity, ...]:
    """Return the severities below a rule's own, mildest first."""
    own = Verdict(rule.severity.value).rank
    return tuple(each for each in Severity if Verdict(each.value).rank < own)


def growing_lists(organisation: Organisation) -> tuple[str, ...]:
    """Return the lists that words can be added to, in their order."""
    return tuple(name for name in organisation.lists if name not in DERIVED)
