"""What ends soon: approved facts, rules, and dates of the company's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.digest.digest import Ending
from bot.digest.teaching import is_public
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Status, Window

SOON = timedelta(days=14)


def endings(ruleset: RuleSet, now: datetime) -> tuple[Ending, ...]:
    """Return what ends within two weeks of `now`, soonest first; nothing with a secret name."""
    found: dict[datetime, Ending] = {}
    for ending in (*_calendar(ruleset, now), *_rules(ruleset, now), *_facts(ruleset, now)):
        # A rule that ends with a date of the calendar says the same once more.
        if is_public(ending.name, ruleset) and (ending.kind == "fact" or ending.at not in found):
            found[ending.at] = ending
    return tuple(found[at] for at in sorted(found))


def _calendar(ruleset: RuleSet, now: datetime) -> Iterator[Ending]:
    for name, windows in ruleset.organisation.calendar.items():
        for at in _ends(windows, now):
            yield Ending("calendar", name.replace("_", " "), at)


def _rules(ruleset: RuleSet, now: datetime) -> Iterator[Ending]:
    for rule in ruleset.rules:
        if rule.status is Status.LIVE and all(is_public(t.draft, ruleset) for t in rule.tests):
            for at in _ends(rule.active, now):
                yield Ending("rule", ruleset.title_of(rule.id), at)


def _facts(ruleset: RuleSet, now: datetime) -> Iterator[Ending]:
    for fact in ruleset.facts_at(now):
        if fact.valid_until is not None and fact.valid_until <= now + SOON:
            yield Ending("fact", fact.statement, fact.valid_until)


def _ends(windows: tuple[Window, ...], now: datetime) -> Iterator[datetime]:
    for window in windows:
        if window.covers(now) and window.until is not None and window.until <= now + SOON:
            yield window.until
