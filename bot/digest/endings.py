"""What ends soon: approved facts, rules, campaigns, and dates of the company's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.digest.digest import Ending
from bot.digest.teaching import is_public
from bot.policy.ruleset import RuleSet
from bot.policy.schema import CAMPAIGNS, Status, Window

SOON = timedelta(days=14)


def endings(ruleset: RuleSet, now: datetime) -> tuple[Ending, ...]:
    """Return what ends within two weeks of `now`, soonest first; nothing with a secret name."""
    found: dict[datetime, Ending] = {}
    every = (_calendar, _campaigns, _rules, _facts)
    for ending in (ending for each in every for ending in each(ruleset, now)):
        # A rule that ends with a date of the calendar says the same once more.
        if is_public(ending.name, ruleset) and (ending.kind == "fact" or ending.at not in found):
            found[ending.at] = ending
    return tuple(found[at] for at in sorted(found))


def _calendar(ruleset: RuleSet, now: datetime) -> Iterator[Ending]:
    for name, windows in ruleset.organisation.calendar.items():
        for at in _ends(windows, now):
            yield Ending("calendar", name.replace("_", " "), at)


def _campaigns(ruleset: RuleSet, now: datetime) -> Iterator[Ending]:
    for campaign in ruleset.campaigns:
        ends = campaign.expires
        if ends is not None and campaign.is_on_the_shelf(now) and ends <= now + SOON:
            yield Ending("campaign", campaign.title, ends)


def _rules(ruleset: RuleSet, now: datetime) -> Iterator[Ending]:
    # A campaign's own rules end with it: read alone, "partners are named" would seem to be over.
    for rule in (each for each in ruleset.rules if each.pack.name != CAMPAIGNS):
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
