"""A year of made-up checks for the demo: nobody's, the same each time, frozen week by week."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Protocol

from bot.digest.beside import REWRITE
from bot.digest.editor import Kept
from bot.digest.freezing import freeze_until
from bot.digest.impact import CAMPAIGN, STEPS
from bot.digest.teaching import drills
from bot.digest.week import Week
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule, Status
from bot.verdict import Platform, Severity
from storage.records import CheckRecord, DecisionRecord, FindingRecord, StepRecord
from storage.week_records import ChangeRecord

WEEKS = 52
KEEP = timedelta(days=180)
_SEED = 2026
_PEOPLE = 140
_FAVOURITES = {
    "employee-disclosure": 60,
    "statistic": 30,
    "product-superlative": 24,
    "alt-text": 22,
    "inclusive-words": 20,
    "hashtag-case": 16,
    "hashtag-load": 12,
    "travel-now": 10,
    "speaking-for-company": 9,
    "plain-tech-words": 8,
    "capitals": 8,
    "product-guarantee": 7,
}
"""What is found most often, as weights by rule; any other rule weighs one tenth."""
_ACTIONS = ("fixed", "kept", "not_relevant", "rule_wrong", None)
_ODDS = (62, 14, 6, 3, 15)
_STATUSES = (*["ok"] * 17, "timeout", "timeout", "provider_error")
_ASKED = 40
"""Questions to a channel in the last four weeks; every fifth answer takes three days."""
_TRIED = 16
"""Every so many checks, each rule on trial notices something, and an author takes a rewrite."""
_DRILLED = (24, 60)
"""How many answered a week's drill: from, and below."""
_OBJECTED = (("statistic", 2), ("capitals", 1), ("hashtag-case", 0))
"""Rules that changed because people said so, and how many weeks before the newest."""


class Fillable(Kept, Protocol):
    """What can be filled; `storage.store.Store` is the real one."""

    async def add_checks(self, records: Sequence[CheckRecord]) -> None:
        """Store many checks at once."""
        ...

    async def add_watched(self, check_id: str, rules: Iterable[str]) -> None:
        """Keep what rules on trial noticed in a check."""
        ...

    async def add_step(self, record: StepRecord) -> None:
        """Count a step of somebody on a day."""
        ...

    async def keep_change(self, record: ChangeRecord) -> None:
        """Keep a change."""
        ...

    async def count_drill(
        self, week: str, rule: str, topic: str, at: datetime, *, right: bool
    ) -> None:
        """Count an answer to a drill."""
        ...

    async def add_decision(self, decision: DecisionRecord) -> None:
        """Keep who answered a question and when."""
        ...

    async def delete_older_than(self, cutoff: datetime) -> int:
        """Let go of what is too old."""
        ...


async def fill(store: Fillable, ruleset: RuleSet, now: datetime, weeks: int = WEEKS) -> int:
    """Fill a store with weeks that end before this one; return how many checks were made up.

    `now` is UTC. Rows are kept as long as real ones are, 180 days; figures for the whole year.
    """
    timezone = ruleset.organisation.timezone
    newest, random, made = Week.of(now, timezone).before(), Random(_SEED), 0  # noqa: S311 -- a demo
    rules = [rule for rule in ruleset.rules if rule.status is Status.LIVE and not rule.active]
    for back in reversed(range(weeks)):
        week = newest.before(back)
        checks = list(_checks(random, week, timezone, rules, share=1 - 0.5 * back / WEEKS))
        await store.add_checks(checks)
        await _tried(store, ruleset, checks[::_TRIED])
        await freeze_until(store, week.ends(timezone), timezone)
        made += len(checks)
    await _beside(store, newest, timezone, {rule.id for rule in rules})
    await _drilled(store, random, newest, ruleset, now)
    await store.delete_older_than(now - KEEP)
    return made


def _checks(
    random: Random, week: Week, timezone: str, rules: Sequence[Rule], share: float
) -> Iterator[CheckRecord]:
    begin = week.begins(timezone)
    weights = [_FAVOURITES.get(rule.id, 0.1) for rule in rules]
    for person in range(_PEOPLE):
        if random.random() > share * 0.7:
            continue
        for number in range(random.choice((1, 1, 2, 2, 3))):
            hour = begin + timedelta(days=random.randrange(5), hours=random.randrange(8, 19))
            found = random.choices(rules, weights, k=random.choice((0, 0, 1, 1, 1, 2)))
            yield CheckRecord(
                check_id=f"made-up-{week}-{person}-{number}",
                hour=hour.astimezone(UTC),
                author_key=f"made-up-{person}",
                platform=random.choice((Platform.LINKEDIN, Platform.X, Platform.OTHER)).value,
                purpose="post",
                surface="command",
                verdict=_verdict(found),
                ruleset="made-up",
                review_status=_STATUSES[(person + number) % len(_STATUSES)],
                findings=tuple(_finding(random, rule) for rule in found),
            )


def _verdict(found: Sequence[Rule]) -> str:
    found_severities = {rule.severity for rule in found}
    order = (Severity.ASK, Severity.FIX, Severity.POLISH)
    return next((each.value for each in order if each in found_severities), "clear")


def _finding(random: Random, rule: Rule) -> FindingRecord:
    [action] = random.choices(_ACTIONS, _ODDS)
    return FindingRecord(rule.id, rule.revision, rule.topic, rule.severity.value, "rule", action)


async def _tried(store: Fillable, ruleset: RuleSet, checks: Iterable[CheckRecord]) -> None:
    """What stands beside checks: rules on trial, rewrites taken, drafts for a campaign."""
    watching = [rule.id for rule in ruleset.rules if rule.status is Status.WATCH]
    for check in checks:
        author, day = check.author_key, check.hour.date()
        await store.add_watched(check.check_id, watching)
        await store.add_step(StepRecord(author, REWRITE, "", "adopted", day))
        shelf = (each for each in ruleset.campaigns if each.is_on_the_shelf(check.hour))
        if campaign := next(shelf, None):
            # Most of what is begun is checked, and about every second draft is shared.
            for step in STEPS[: len(STEPS) - int(check.check_id[-1]) % 3]:
                await store.add_step(StepRecord(author, CAMPAIGN, campaign.id, step, day))


async def _beside(store: Fillable, newest: Week, timezone: str, rules: Collection[str]) -> None:
    for number, (name, back) in enumerate(_OBJECTED):
        if name in rules:
            at = newest.before(back).begins(timezone) + timedelta(days=2)
            await store.keep_change(ChangeRecord(f"made-up/{number}", name, "exception", at))
    for number in range(_ASKED):
        asked = newest.before(number % 4).begins(timezone) + timedelta(days=1, hours=10)
        answered = asked + (timedelta(days=3) if number % 5 == 0 else timedelta(hours=2))
        await store.add_decision(_decision(number, asked, answered))


async def _drilled(
    store: Fillable, random: Random, newest: Week, ruleset: RuleSet, now: datetime
) -> None:
    """Answers to the drills of the last weeks: some topics are harder than others."""
    for back, drill in enumerate(drills(ruleset, now)[:8]):
        week = newest.before(back)
        known = 0.5 + 0.05 * back
        for _ in range(random.randrange(*_DRILLED)):
            right = random.random() < known
            at = week.ends(ruleset.organisation.timezone)
            await store.count_drill(str(week), drill.rule, drill.topic, at, right=right)


def _decision(number: int, asked: datetime, answered: datetime) -> DecisionRecord:
    return DecisionRecord(
        ask_id=f"made-up-{number}",
        number=0,
        at=answered,
        channel="#legal-help",
        rule="legal-dispute",
        topic="legal",
        answer="fine",
        by_user="made-up",
        by_key="made-up",
        asked_at=asked,
    )
