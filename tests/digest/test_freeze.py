"""What is frozen of a week, and what no reader can work out from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.freeze import OTHER, freeze
from bot.digest.freezing import still_gathering
from bot.digest.thresholds import Tally, together
from bot.digest.week import Week
from storage.week_records import FigureRecord, FrozenWeek, PersonChecks, PersonFindings

WEEK = Week.parse("2026-W47")
MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
PEOPLE = [f"{number:02x}" for number in range(12)]


def checks(
    people: int, each: int = 1, outcome: str = "clear", first: int = 0
) -> list[PersonChecks]:
    return [PersonChecks(key, outcome, each) for key in PEOPLE[first : first + people]]


def found(
    rule: str, people: int, action: str | None = "fixed", topic: str = "disclosure", first: int = 0
) -> list[PersonFindings]:
    return [PersonFindings(rule, topic, action, key, 1) for key in PEOPLE[first : first + people]]


def frozen(
    counted: Iterable[PersonChecks], findings: Iterable[PersonFindings] = (), **gathered: str
) -> FrozenWeek:
    return freeze(WEEK, MONDAY, counted, findings, gathered)


def topics(week: FrozenWeek) -> dict[str, int | None]:
    return {each.name: each.fixed for each in week.figures if each.kind == "topic"}


def rules(week: FrozenWeek) -> dict[str, FigureRecord]:
    return {each.name: each for each in week.figures if each.kind == "rule"}


def test_a_week_is_told_in_rounded_numbers() -> None:
    counted = checks(8, 2) + checks(7, 1, "better") + checks(6, 1, "fixable", first=6)

    totals = frozen(counted).totals

    assert (totals.checks, totals.fixable, totals.better) == (30, 15, 5)


def test_of_a_week_with_nine_checks_or_four_people_nothing_is_told() -> None:
    assert frozen(checks(9)).totals.checks is None
    assert frozen(checks(4, 40)).totals.checks is None


def test_who_had_something_to_fix_is_not_told_where_few_had_nothing() -> None:
    totals = frozen(checks(2) + checks(12, 1, "better")).totals

    assert (totals.checks, totals.fixable, totals.better) == (15, None, None)


def test_small_topics_are_told_as_other() -> None:
    findings = found("a", 9) + found("b", 3, topic="claim") + found("c", 3, topic="legal", first=3)

    assert topics(frozen(checks(12), findings)) == {"disclosure": 10, OTHER: 5}


def test_two_people_left_over_hide_another_topic_with_them() -> None:
    findings = found("a", 9) + found("b", 6, topic="claim") + found("c", 2, topic="legal")

    assert topics(frozen(checks(12), findings)) == {"disclosure": 10, OTHER: 10}


def test_a_rule_gathers_until_there_is_enough_to_show() -> None:
    first = frozen(checks(12), found("a", 3))
    assert rules(first)["a"].hits is None
    assert still_gathering(first) == {"a": "2026-W47"}

    later = [PersonFindings("a", "disclosure", "fixed", key, 1, is_new=False) for key in PEOPLE[:3]]
    second = frozen(checks(12), found("a", 4, first=3) + later, a="2026-W46")

    assert rules(second)["a"] == FigureRecord("2026-W47", "rule", "a", "2026-W46", hits=5, fixed=5)
    # The topic's own figure is this week's alone, and four people are too few.
    assert topics(second) == {}


def test_a_quarter_later_a_rule_tells_its_hits_at_least() -> None:
    long_ago = str(WEEK.before(12))
    assert rules(frozen(checks(12), found("a", 3), a=long_ago))["a"].hits is None
    split = found("a", 3) + found("a", 3, "kept", first=3)
    assert rules(frozen(checks(12), split, a=long_ago))["a"].hits == 5


def test_few_who_called_a_rule_wrong_hide_how_many_did_not() -> None:
    findings = found("a", 9) + found("a", 2, "rule_wrong", first=9)
    told = rules(frozen(checks(12), findings, a=str(WEEK.before(12))))["a"]

    # Eleven hits less nine that were fixed would be those two.
    assert (told.hits, told.fixed, told.wrong) == (10, None, None)


def test_the_anonymous_profile_tells_totals_from_twenty_checks_and_no_topic() -> None:
    nobody = [PersonChecks("", "better", 19)]
    assert freeze(WEEK, MONDAY, nobody, found("a", 9), {}, anonymous=True).totals.checks is None
    nobody = [PersonChecks("", "better", 21)]
    told = freeze(WEEK, MONDAY, nobody, found("a", 9), {}, anonymous=True)
    assert (told.totals.checks, told.totals.better, told.figures) == (20, None, ())


ACTIONS = st.sampled_from(["fixed", "kept", "not_relevant", "rule_wrong", None])
FINDINGS = st.lists(
    st.builds(
        lambda rule, action, who, n: PersonFindings(rule, "disclosure", action, who, n),
        st.sampled_from("abc"),
        ACTIONS,
        st.sampled_from(PEOPLE),
        st.integers(1, 4),
    ),
    max_size=60,
)


@settings(max_examples=150)
@given(st.lists(FINDINGS, min_size=2, max_size=4))
def test_no_difference_of_weeks_and_rules_is_of_few_people(
    weeks: list[list[PersonFindings]],
) -> None:
    """A reader adds up all that was ever told of a topic, and takes away all of its rules."""
    week, gathered, pending = WEEK, dict[str, str](), list[PersonFindings]()
    for new in weeks:
        week_told = freeze(week, MONDAY, checks(12), [*new, *_old(pending, gathered)], gathered)
        everything = pending + new
        told = {name: each for name, each in rules(week_told).items() if each.hits is not None}
        for name, figure in told.items():
            mine = [row for row in everything if row.rule == name]
            assert _tally(mine).may_be_shown
            _no_action_alone(mine, figure)
        pending = [row for row in everything if row.rule not in told]
        assert not told or _nobody_or_enough(pending)
        fixes = {name for name, each in told.items() if each.fixed is not None}
        left = [row for row in everything if row.action == "fixed" and row.rule not in fixes]
        assert not fixes or _nobody_or_enough(left)
        week, gathered = week.before(-1), still_gathering(week_told)


def _old(pending: list[PersonFindings], gathered: dict[str, str]) -> list[PersonFindings]:
    return [
        PersonFindings(r.rule, r.topic, r.action, r.author_key, r.findings, is_new=False)
        for r in pending
        if r.rule in gathered
    ]


def _tally(rows: Iterable[PersonFindings]) -> Tally:
    return together(Tally(row.findings, frozenset({row.author_key})) for row in rows)


def _nobody_or_enough(rows: list[PersonFindings]) -> bool:
    return not rows or _tally(rows).may_be_shown


def _no_action_alone(rows: list[PersonFindings], figure: FigureRecord) -> None:
    """What a rule hit, less every action that is told, is nobody or enough."""
    told = {
        "fixed": figure.fixed,
        "kept": figure.kept,
        "not_relevant": figure.not_relevant,
        "rule_wrong": figure.wrong,
    }
    left = [row for row in rows if told.get(row.action or "none") is None]
    assert len(left) == len(rows) or _nobody_or_enough(left)


def test_a_rule_that_fifty_people_met_waits_no_longer_for_more_to_say() -> None:
    many = [PersonFindings("a", "disclosure", None, f"{who:03}", 1) for who in range(50)]

    assert rules(frozen(checks(12), many[:49]))["a"].hits is None
    assert rules(frozen(checks(12), many))["a"].hits == 50
