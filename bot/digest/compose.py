"""A frozen week becomes a digest: what is said first, what is taught, what is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digest.digest import Campaigned, Digest, Drill, Lead, LeadKind, Lesson, Past
from bot.digest.endings import endings
from bot.digest.freeze import OTHER
from bot.digest.teaching import drills, lessons
from bot.digest.week import Week
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule, Status
from bot.vocabulary.recognition import Thanks
from storage.week_records import ChangeRecord, FrozenWeek

QUESTIONS = 13
QUARTER = 13
_QUESTION_EVERY = 4
_TREND = 4


@dataclass(frozen=True, slots=True)
class Around:
    """What a week's digest says beside its figures.

    `changed` are rules that people had changed. `drill` is the one that this week's digest has had
    already, `used` are those of the quarter before. `thanks` are those that were accepted,
    `campaigns` is what each campaign came to.
    """

    changed: Sequence[ChangeRecord] = ()
    drill: str = ""
    used: Collection[str] = ()
    thanks: Sequence[Thanks] = ()
    campaigns: Sequence[Campaigned] = ()


def compose(
    week: Week,
    frozen: Sequence[FrozenWeek],
    ruleset: RuleSet,
    now: datetime,
    around: Around | None = None,
) -> Digest | None:
    """Return the digest of a week, None where there is too little to say.

    `frozen` are the weeks that are kept. `now` is UTC. Rules are named in the language that is
    spoken.
    """
    around = around or Around()
    kept = {each.totals.week: each for each in frozen}
    this = kept.get(str(week))
    if this is None or this.totals.checks is None:
        return None
    topics = _topics(this)
    lead = _lead(week, this, topics, ruleset)
    exercise = _drill(week, ruleset, now, around)
    question = None if exercise else _ordinal(week) // _QUESTION_EVERY % QUESTIONS + 1
    return Digest(
        week=week,
        lead=lead,
        checks=this.totals.checks,
        better=this.totals.better,
        lesson=_lesson(week, lead, ruleset, now),
        changed=_changed(around.changed, ruleset),
        drill=exercise,
        question=question,
        contact=_contact(ruleset, lead),
        endings=endings(ruleset, now),
        topics=topics,
        trend=_trend(week, kept),
        thanks=tuple(around.thanks),
        campaigns=tuple(around.campaigns),
    )


def _topics(this: FrozenWeek) -> tuple[tuple[str, int], ...]:
    told = [(f.name, f.fixed) for f in this.figures if f.kind == "topic" and f.fixed is not None]
    return tuple(sorted(told, key=lambda each: (each[0] == OTHER, -each[1], each[0])))


def _lead(
    week: Week, this: FrozenWeek, topics: Iterable[tuple[str, int]], ruleset: RuleSet
) -> Lead:
    named = [topic for topic, _ in topics if topic != OTHER]
    if not named:
        return Lead(LeadKind.BETTER if this.totals.better else LeadKind.CHECKS)
    live = [r for r in ruleset.rules if r.status is Status.LIVE and r.topic in named]
    # A rule that gathered for longer would say something about weeks before.
    fixed = {f.name: f.fixed for f in this.figures if f.since == str(week) and f.kind == "rule"}
    most = max(live, key=lambda rule: (fixed.get(rule.id) or 0, rule.id), default=None)
    if most is not None and fixed.get(most.id):
        first = ruleset.opening_of(most.id)
        kind = LeadKind.INSERT if first else LeadKind.RULE
        return Lead(kind, most.topic, most.id, first or ruleset.title_of(most.id))
    about = (rule for rule in live if rule.topic == named[0])
    tips = [(rule.id, first) for rule in about if (first := ruleset.opening_of(rule.id))]
    return Lead(LeadKind.TIP, named[0], *tips[0]) if tips else Lead(LeadKind.TOPIC, named[0])


def _lesson(week: Week, lead: Lead, ruleset: RuleSet, now: datetime) -> Lesson | None:
    found = list(lessons(ruleset, now))
    near = [
        [lesson for rule, lesson in found if rule.id == lead.rule],
        [lesson for rule, lesson in found if rule.topic == lead.topic],
        [lesson for _, lesson in found],
    ]
    pool = next((some for some in near if some), [])
    return pool[_ordinal(week) % len(pool)] if pool else None


def _drill(week: Week, ruleset: RuleSet, now: datetime, around: Around) -> Drill | None:
    pool = drills(ruleset, now)
    for known in pool:
        if known.key == around.drill:
            return known
    if _ordinal(week) % _QUESTION_EVERY == _QUESTION_EVERY - 1:
        return None
    start = _ordinal(week) % len(pool) if pool else 0
    fresh = (drill for drill in (*pool[start:], *pool[:start]) if drill.key not in around.used)
    return next(fresh, None)


def _changed(changed: Iterable[ChangeRecord], ruleset: RuleSet) -> str:
    told = (ruleset.title_of(each.rule) for each in changed)
    return next((title for title in reversed(list(told)) if title), "")


def _contact(ruleset: RuleSet, lead: Lead) -> str:
    rules: dict[str, Rule] = {rule.id: rule for rule in ruleset.rules}
    contacts = ruleset.organisation.contacts
    owner = rules[lead.rule].owner if lead.rule in rules else ""
    return owner or contacts.get(lead.topic, "") or contacts.get("default", "")


def _trend(week: Week, kept: dict[str, FrozenWeek]) -> tuple[Past, ...]:
    weeks = [week.before(back) for back in reversed(range(_TREND))]
    known = [Past(each, kept[str(each)].totals.checks) for each in weeks if str(each) in kept]
    return tuple(known)


def _ordinal(week: Week) -> int:
    """The number of a week since the calendar began, so that weeks rotate across years."""
    return week.monday.toordinal() // 7
