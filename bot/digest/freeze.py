"""A week that is over becomes figures that may be shown, for good.

Digest and report show nothing that was not frozen here, and sums of it: whatever readers subtract
from one another, they subtract from what was thresholded and rounded once. Later weeks, people
who are forgotten and marks that come late change none of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from bot.digest.thresholds import Tally, may_show, rounded, tallied, together
from bot.digest.week import Week
from storage.week_records import FigureRecord, FrozenWeek, PersonChecks, PersonFindings, WeekRecord

FEWEST_CHECKS = 10
FEWEST_ANONYMOUS = 20
PENDING_WEEKS = 13
"""How long a rule's figures gather for something to say beside its hits: a quarter."""
PLENTY = 50
"""People from whom on a rule's figures wait no longer: more of them would say no more."""
KEPT_WEEKS = 26
"""How far back checks are kept, and so counted."""
OTHER = "other"
RULE, WATCH = "rule", "watch"
FIXED = "fixed"
ACTIONS = (FIXED, "kept", "not_relevant", "rule_wrong")
_NONE = "none"
_OUTCOMES = ("clear", "fixable", "better")


def freeze(
    week: Week,
    begins: datetime,
    checks: Iterable[PersonChecks],
    findings: Iterable[PersonFindings],
    gathered: Mapping[str, str],
    *,
    anonymous: bool = False,
) -> FrozenWeek:
    """Return what may be shown of a week.

    `findings` are the week's, and the earlier ones of rules that are still gathering: `gathered`
    says since which week, by rule. `anonymous` is the profile that knows no people.
    """
    totals = _totals(str(week), begins, checks, anonymous=anonymous)
    if anonymous:
        return FrozenWeek(totals)
    found = tuple(findings)
    topics, back = ((), ()) if totals.checks is None else _topics(str(week), found)
    return FrozenWeek(totals, (*topics, *rule_figures(week, found, gathered, back=back)))


def _totals(
    week: str, begins: datetime, checks: Iterable[PersonChecks], *, anonymous: bool
) -> WeekRecord:
    by = tallied((row.outcome, row.checks, row.author_key) for row in checks)
    clear, open_, better = (by.get(outcome, Tally()) for outcome in _OUTCOMES)
    everything = clear + open_ + better
    if anonymous:
        enough = everything.count >= FEWEST_ANONYMOUS
        return WeekRecord(week, begins, rounded(everything.count) if enough else None)
    if everything.count < FEWEST_CHECKS or not everything.may_be_shown:
        return WeekRecord(week, begins)
    fixable = open_ + better
    split = may_show({"clear": clear, "fixable": fixable}, [("clear", "fixable")])
    known = "fixable" in split
    halves = may_show({"open": open_, "better": better}, [("open", "better")]) if known else ()
    return WeekRecord(
        week,
        begins,
        checks=rounded(everything.count),
        fixable=rounded(fixable.count) if known else None,
        better=rounded(better.count) if "better" in halves else None,
    )


def _topics(
    week: str, findings: Iterable[PersonFindings]
) -> tuple[tuple[FigureRecord, ...], Collection[str]]:
    """What was fixed, by topic: of these rows only this week's findings count.

    With it the topics that were kept back, though large enough, to hide smaller ones among them.
    """
    fixed = tallied(
        (row.topic, row.findings, row.author_key)
        for row in findings
        if row.action == FIXED and row.is_new
    )
    shown = may_show(fixed, [tuple(fixed)])
    rest = together(tally for topic, tally in fixed.items() if topic not in shown)
    told = {topic: fixed[topic].count for topic in shown}
    if rest.may_be_shown:
        told[OTHER] = rest.count
    figures = tuple(
        FigureRecord(week, "topic", topic, week, fixed=rounded(count))
        for topic, count in sorted(told.items())
    )
    return figures, {t for t in fixed if t not in shown and fixed[t].may_be_shown}


def rule_figures(
    week: Week,
    findings: Iterable[PersonFindings],
    gathered: Mapping[str, str],
    kind: str = RULE,
    back: Collection[str] = (),
) -> tuple[FigureRecord, ...]:
    """Return what may be shown of rules; `kind` is `rule`, or `watch` for those that only watch.

    `back` are topics that were kept back: what was fixed by their rules, less than their `other`,
    would be the small topics that they hide. Such rules gather on.
    """
    counted = tallied(
        ((row.topic, row.rule, row.action or _NONE), row.findings, row.author_key)
        for row in findings
    )
    by_topic: dict[str, dict[tuple[str, str], Tally]] = defaultdict(dict)
    for (topic, rule, action), tally in counted.items():
        by_topic[topic][rule, action] = tally
    figures = (
        figure
        for topic, cells in by_topic.items()
        for figure in _rules_of(week, cells, gathered, kind, is_back=topic in back)
    )
    return tuple(sorted(figures, key=lambda figure: figure.name))


def _rules_of(
    week: Week,
    cells: Mapping[tuple[str, str], Tally],
    gathered: Mapping[str, str],
    kind: str,
    *,
    is_back: bool,
) -> Iterable[FigureRecord]:
    """The rules of one topic: hidden ones are nobody or many, and so is each rule's remainder."""
    rules = sorted({rule for rule, _ in cells})
    hits = {rule: together(t for (r, _), t in cells.items() if r == rule) for rule in rules}
    told = may_show(hits, [rules], [rule for rule in rules if is_back and (rule, FIXED) in cells])
    rows = [[cell for cell in cells if cell[0] == rule] for rule in rules]
    columns = [[cell for cell in cells if cell[1] == action] for action in (*ACTIONS, _NONE)]
    shown = may_show(cells, [*rows, *columns], [cell for cell in cells if cell[0] not in told])
    for rule in rules:
        since = max(gathered.get(rule, str(week)), str(week.before(KEPT_WEEKS - 1)))
        said = {a: rounded(cells[rule, a].count) for a in ACTIONS if (rule, a) in shown}
        full = since <= str(week.before(PENDING_WEEKS - 1)) or len(hits[rule].people) >= PLENTY
        # Of a rule that only watches there is nothing else to say than its hits.
        if rule in told and (said or full or kind == WATCH):
            yield FigureRecord(
                str(week),
                kind,
                rule,
                since,
                hits=rounded(hits[rule].count),
                fixed=said.get("fixed"),
                kept=said.get("kept"),
                not_relevant=said.get("not_relevant"),
                wrong=said.get("rule_wrong"),
            )
        else:
            yield FigureRecord(str(week), kind, rule, since)
