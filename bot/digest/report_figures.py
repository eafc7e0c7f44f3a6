"""Adds up a report's figures from frozen weeks, each of them thresholded and rounded already.

Weeks are frozen once, so whatever readers subtract from one another, they subtract from sums of
what may be shown anyway.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

from bot.digest.beside import REVIEW, REWRITE
from bot.digest.freeze import RULE, WATCH
from bot.digest.period import Period
from bot.digest.report import Answered, Drilled, Extras, Report, RuleLine
from bot.digest.thresholds import FEWEST, Tally, may_show, rounded
from bot.digest.workshop import make_workshop
from bot.policy.company import Organisation
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule, Status
from bot.vocabulary.asking import plan
from storage.records import DecisionRecord
from storage.week_records import DrillRecord, FigureRecord, FrozenWeek

MOST_SPOKEN = 0.15
"""Of all checks: a rule on trial that speaks more often would be noise."""


def make_report(
    period: Period,
    frozen: Iterable[FrozenWeek],
    ruleset: RuleSet,
    now: datetime,
    extras: Extras,
) -> Report:
    """Return the report on a period. `frozen` are weeks of it; `now` is UTC."""
    weeks = tuple(frozen)
    figures = [figure for week in weeks for figure in week.figures]
    checks = _sum(week.totals.checks for week in weeks)
    lines = _lines(figures)
    ready, watching = _trials(ruleset, figures, checks)
    drilled = _drilled(extras.drills)
    weakest = [each.topic for each in sorted(drilled, key=lambda d: d.right / d.answers)]
    return Report(
        period=period,
        left_out=len(period.weeks) - sum(week.totals.checks is not None for week in weeks),
        checks=checks,
        fixable=_sum(week.totals.fixable for week in weeks),
        better=_sum(week.totals.better for week in weeks),
        changed=len({change.rule for change in extras.changes}),
        rules=lines,
        silent=_silent(ruleset, {line.rule for line in lines}),
        ready=ready,
        watching=watching,
        adopted=_sum(_hits(figures, REWRITE).values()),
        reviews=tuple(_hits(figures, REVIEW).most_common()),
        answered=_answered(extras.decisions, ruleset.organisation),
        drilled=drilled,
        workshop=make_workshop(ruleset, now, [*weakest, *_topics(ruleset, lines)]),
        warnings=tuple(extras.warnings),
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Add up what is known; None where nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _hits(figures: Iterable[FigureRecord], kind: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for figure in figures:
        if figure.kind == kind and figure.hits is not None:
            found[figure.name] += figure.hits
    return found


def _lines(figures: Iterable[FigureRecord]) -> tuple[RuleLine, ...]:
    by_rule: dict[str, list[FigureRecord]] = defaultdict(list)
    for figure in figures:
        if figure.kind == RULE and figure.hits is not None:
            by_rule[figure.name].append(figure)

    def total(rule: str, of: Callable[[FigureRecord], int | None]) -> int | None:
        return _sum(of(figure) for figure in by_rule[rule])

    lines = [
        RuleLine(
            rule,
            hits=total(rule, lambda f: f.hits) or 0,
            fixed=total(rule, lambda f: f.fixed),
            kept=total(rule, lambda f: f.kept),
            not_relevant=total(rule, lambda f: f.not_relevant),
            wrong=total(rule, lambda f: f.wrong),
        )
        for rule in by_rule
    ]
    return tuple(sorted(lines, key=lambda line: (-line.hits, line.rule)))


def _silent(ruleset: RuleSet, spoke: set[str]) -> tuple[str, ...]:
    live = (rule.id for rule in ruleset.rules if rule.status is Status.LIVE)
    return tuple(rule for rule in live if rule not in spoke)


def _trials(
    ruleset: RuleSet, figures: Iterable[FigureRecord], checks: int | None
) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """Watch rules that could go live: proved by tests, known to speak, and not at every turn."""
    hits = _hits(figures, WATCH)
    trials = [rule for rule in ruleset.rules if rule.status is Status.WATCH]
    ready = [
        (rule.id, hits[rule.id])
        for rule in trials
        if _is_proved(rule) and 0 < hits[rule.id] <= MOST_SPOKEN * (checks or 0)
    ]
    named = {rule for rule, _ in ready}
    return tuple(ready), tuple(rule.id for rule in trials if rule.id not in named)


def _is_proved(rule: Rule) -> bool:
    return {"match", "no_match"} <= {test.expect for test in rule.tests}


def _answered(decisions: Iterable[DecisionRecord], company: Organisation) -> Answered | None:
    """How many questions were answered, by their first answers.

    Who asked is not kept, so each question counts for a person of its own.
    """
    cells = {"in_time": Tally(), "late": Tally()}
    for each in decisions:
        if each.number == 0 and each.asked_at is not None:
            promised = plan(each.asked_at, company.timezone, company.asking.hours).channel
            name = "in_time" if each.at <= promised else "late"
            cells[name] += Tally(1, frozenset({each.ask_id}))
    questions = sum(tally.count for tally in cells.values())
    if questions < FEWEST:
        return None
    told = may_show(cells, [tuple(cells)])
    in_time = rounded(cells["in_time"].count) if "in_time" in told else None
    return Answered(rounded(questions), in_time)


def _drilled(drills: Iterable[DrillRecord]) -> tuple[Drilled, ...]:
    """Topics with five right and five wrong answers or more; who answered is not kept."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for drill in drills:
        right[drill.topic] += drill.right
        wrong[drill.topic] += drill.wrong
    return tuple(
        Drilled(topic, rounded(right[topic]), rounded(right[topic]) + rounded(wrong[topic]))
        for topic in sorted(right)
        if right[topic] >= FEWEST and wrong[topic] >= FEWEST
    )


def _topics(ruleset: RuleSet, lines: Iterable[RuleLine]) -> list[str]:
    """Topics by how often their rules spoke, most first."""
    topics = {rule.id: rule.topic for rule in ruleset.rules}
    return [topics[line.rule] for line in lines if line.rule in topics]
