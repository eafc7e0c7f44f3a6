"""The comms report: sums of frozen weeks, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.freeze import freeze
from bot.digest.period import Period, lately
from bot.digest.report import Extras, Report, RuleLine
from bot.digest.report_figures import make_report
from bot.digest.reporter import Reporter
from bot.digest.week import Week
from bot.messages import languages, speaking
from bot.policy.ruleset import RuleSet
from bot.review.outcome import ReviewStatus
from bot.slack.cards.report import report_message, report_view
from bot.slack.cards.report_words import report_line
from storage.records import DecisionRecord
from storage.store import Store
from storage.week_records import (
    ChangeRecord,
    DrillRecord,
    FigureRecord,
    FrozenWeek,
    PersonChecks,
    PersonFindings,
    WeekRecord,
)
from tests.policy.writing import COMPANY, live, rule, ruleset
from tests.slack_limits import message_problems, view_problems
from tests.slack_person import read

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
WEEKS = lately(NOW, "Europe/Lisbon")
STORY = "What went wrong first?"
LISTED = COMPANY.replace("lists:\n", f'lists:\n  story_prompts: ["{STORY}"]\n')
TRIAL = rule(
    'kind: phrase\nany: [gloat*]\ntests:\n  - {draft: "We gloat", expect: match}\n'
    '  - {draft: "We float", expect: no_match}',
    rule_id="trial",
)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    return ruleset(
        tmp_path_factory.mktemp("rules"),
        live("kind: replace\nswap: {guys: everyone}", "Hi guys", rule_id="better"),
        live("kind: phrase\nany: [guarantee*]", "guaranteed returns", rule_id="promises"),
        TRIAL,
        company=LISTED,
    )


def week(number: int, *figures: FigureRecord, checks: int | None = 40) -> FrozenWeek:
    name = f"2026-W{number}"
    fixable, better = (15, 10) if checks else (None, None)
    totals = WeekRecord(name, NOW, checks, fixable, better)
    return FrozenWeek(totals, figures)


def spoke(number: int, name: str, kind: str = "rule", **figures: int) -> FigureRecord:
    return FigureRecord(f"2026-W{number}", kind, name, f"2026-W{number}", **figures)


def decided(number: int, hours: float) -> DecisionRecord:
    asked = datetime(2026, 11, 24, 10, tzinfo=UTC)
    at = asked + timedelta(hours=hours)
    return DecisionRecord(f"a{number}", 0, at, "#c", "r", "t", "fine", "U1", "k", asked)


def made(rules: RuleSet, *weeks: FrozenWeek, **extras: object) -> Report:
    return make_report(WEEKS, weeks, rules, NOW, Extras(**extras))  # type: ignore[arg-type]  # a shorthand


def test_the_first_line_says_whether_it_works(rules: RuleSet) -> None:
    changes = [ChangeRecord(f"p{n}", rule, "exception", NOW) for n, rule in enumerate("aab")]
    report = made(rules, week(46), week(47), week(48, checks=None), changes=changes)

    assert report_line(report) == (
        "About 80 checks; about 30 had something to fix or ask; about 20 of those were better "
        "before closing; 2 rules changed because people said so."
    )
    assert report.left_out == 2


def test_a_rules_weeks_add_up_with_its_precision_and_interval(rules: RuleSet) -> None:
    report = made(
        rules,
        week(46, spoke(46, "better", hits=20, fixed=10, not_relevant=5)),
        week(47, spoke(47, "better", hits=10, fixed=5), spoke(47, "gone")),
    )

    [line] = report.rules
    assert line == RuleLine("better", hits=30, fixed=15, not_relevant=5)
    assert (line.judged, line.is_floor) == (30, True)
    assert line.interval == pytest.approx((0.3315, 0.6685), abs=1e-3)
    assert report.silent == ("promises",)
    assert "better: spoke 30 · fixed 15 · not relevant 5 · right at least 15 of 30 times" in read(
        report_message(report)["blocks"]
    )


@pytest.mark.parametrize(
    ("figures", "judged", "floor"),
    [
        ({"fixed": 15, "not_relevant": 5, "wrong": 5}, 25, False),
        ({"fixed": 15, "kept": 10}, 20, True),  # nobody knows whether the other five objected
        ({"fixed": 15, "wrong": 5}, 30, True),
        ({"fixed": 35}, 35, True),  # both are rounded
        ({"kept": 10}, None, True),
    ],
)
def test_precision_is_never_better_than_what_is_known(
    rules: RuleSet, figures: dict[str, int], judged: int | None, *, floor: bool
) -> None:
    [line] = made(rules, week(47, spoke(47, "better", hits=30, **figures))).rules  # type: ignore[arg-type]  # none is a kind

    assert (line.judged, line.is_floor) == (judged, floor)
    assert (line.interval is None) == (judged is None)


@pytest.mark.parametrize(("hits", "ready"), [(5, True), (10, False), (0, False)])
def test_a_watch_rule_that_speaks_and_not_too_often_is_ready(
    rules: RuleSet, hits: int, *, ready: bool
) -> None:
    figures = [spoke(47, "trial", "watch", hits=hits)] if hits else []
    report = made(rules, week(47, *figures))

    assert report.ready == ((("trial", hits),) if ready else ())
    assert report.watching == (() if ready else ("trial",))


@pytest.mark.parametrize(
    ("hours", "questions", "in_time"),
    [
        ([1] * 4, None, None),
        ([1] * 5, 5, 5),
        ([1] * 8 + [40] * 2, 10, None),
        ([1] * 10 + [40] * 10, 20, 10),
    ],
)
def test_answers_are_told_against_the_promise_from_five_on(
    rules: RuleSet, hours: list[float], questions: int | None, in_time: int | None
) -> None:
    decisions = [decided(number, taken) for number, taken in enumerate(hours)]
    answered = made(rules, week(47), decisions=decisions).answered

    told = (answered.questions, answered.in_time) if answered else (None, None)
    assert told == (questions, in_time)


def test_drills_and_the_workshop_come_from_what_was_hardest(rules: RuleSet) -> None:
    drills = [
        DrillRecord("2026-W47", "better", "claim", 9, 6),
        DrillRecord("w", "x", "legal", 9, 4),
    ]
    report = made(rules, week(47), drills=drills)

    assert [(d.topic, d.right, d.answers) for d in report.drilled] == [("claim", 10, 15)]
    assert report.workshop.stories == (STORY,)


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_full_report_keeps_to_slacks_limits_and_names_nobody(
    rules: RuleSet, language: str
) -> None:
    figures = [spoke(47, f"rule-{n}", hits=5 * n + 5, fixed=5, wrong=5) for n in range(40)]
    figures += [spoke(47, status, "review", hits=20) for status in ReviewStatus]
    figures += [spoke(47, "adopted", "rewrite", hits=10), spoke(47, "trial", "watch", hits=5)]
    report = made(
        rules,
        week(47, *figures),
        decisions=[decided(n, 1) for n in range(9)],
        drills=[DrillRecord("2026-W47", "better", "claim", 9, 6)],
        warnings=["a warning " * 30] * 9,
    )

    with speaking(language):
        assert message_problems(report_message(report)) == []
        assert view_problems(report_view(report)) == []
        assert "U1" not in read(report_message(report)["blocks"])


def test_an_empty_month_is_empty(rules: RuleSet) -> None:
    report = made(rules)

    assert report.is_empty
    assert report_line(report).startswith("Too few checks to say anything")


PEOPLE = st.integers(0, 8).map(str)
CHECKS = st.lists(
    st.builds(
        PersonChecks, PEOPLE, st.sampled_from(["clear", "fixable", "better"]), st.integers(1, 9)
    ),
    max_size=30,
)
FINDINGS = st.lists(
    st.builds(
        PersonFindings,
        rule=st.sampled_from(["better", "promises"]),
        topic=st.just("claim"),
        action=st.sampled_from(["fixed", "kept", "not_relevant", "rule_wrong", None]),
        author_key=PEOPLE,
        findings=st.integers(1, 5),
    ),
    max_size=40,
)


@given(st.lists(st.tuples(CHECKS, FINDINGS), min_size=1, max_size=4))
def test_what_one_person_adds_is_never_what_a_report_differs_by(
    rules: RuleSet, weeks: list[tuple[list[PersonChecks], list[PersonFindings]]]
) -> None:
    """Reports over overlapping weeks are subtracted: what is left is a frozen week, or nothing."""
    names = [Week(2026, 44 + at) for at in range(len(weeks))]
    frozen = [
        freeze(name, name.begins("UTC"), checks, found, {})
        for name, (checks, found) in zip(names, weeks, strict=True)
    ]
    longer = make_report(Period(names[0], names[-1]), frozen, rules, NOW, Extras())
    shorter = make_report(Period(names[0], names[-1]), frozen[:-1], rules, NOW, Extras())

    last = {f.name: f for f in frozen[-1].figures if f.kind == "rule" and f.hits is not None}
    before = {line.rule: line for line in shorter.rules}
    for line in longer.rules:
        left = line.hits - (before[line.rule].hits if line.rule in before else 0)
        assert left == (last[line.rule].hits if line.rule in last else 0)
        assert left == 0 or left >= 5
        people = {f.author_key for f in weeks[-1][1] if f.rule == line.rule}
        assert left == 0 or len(people) >= 5


async def test_a_report_is_made_from_a_real_database(tmp_path: Path, rules: RuleSet) -> None:
    store = await Store.open(f"sqlite:///{tmp_path}/checkpost.db")
    await store.add_decision(decided(1, 1))
    report = await Reporter(store, lambda: rules).report(WEEKS, NOW)
    await store.close()

    assert report.is_empty
    assert report.left_out == 4
