"""Digest and report beside each other: what one tells less what the other tells is of nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.compose import compose
from bot.digest.editor import Editor
from bot.digest.freeze import OTHER, freeze
from bot.digest.period import Period
from bot.digest.report import Extras
from bot.digest.report_figures import make_report
from bot.digest.reporter import Reporter
from bot.policy.ruleset import RuleSet
from storage.records import FindingRecord
from storage.store import Store
from storage.week_records import PersonFindings
from tests.digest.made import NOW, WEEK, shipped
from tests.digest.test_freeze import ACTIONS, MONDAY, PEOPLE, checks, found
from tests.digest.test_freeze import _nobody_or_enough as nobody_or_enough
from tests.policy.writing import live, ruleset
from tests.storage.test_store import check

TOPICS = {"a": "claim", "b": "claim", "c": "legal", "d": "client"}
ROWS = st.builds(
    lambda rule, action, who, n: PersonFindings(rule, TOPICS[rule], action, who, n),
    st.sampled_from(sorted(TOPICS)),
    ACTIONS,
    st.sampled_from(PEOPLE),
    st.integers(1, 3),
)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    return ruleset(
        tmp_path_factory.mktemp("rules"),
        live("kind: phrase\nany: [guarantee*]", "guaranteed returns", rule_id="a"),
    )


def no_small_group(rules: RuleSet, rows: list[PersonFindings]) -> None:
    """Take what the report tells of rules from what the digest tells of topics."""
    week = freeze(WEEK, MONDAY, checks(12), rows, {})
    digest = compose(WEEK, [week], rules, NOW)
    report = make_report(Period(WEEK, WEEK), [week], rules, NOW, Extras())
    assert digest is not None
    told = dict(digest.topics)
    of_rules = {line.rule for line in report.rules if line.fixed is not None}
    fixed = [row for row in rows if row.action == "fixed"]
    for topic in told:
        mine = [r for r in fixed if (r.topic if r.topic in told else OTHER) == topic]
        left = [row for row in mine if row.rule not in of_rules]
        assert len(left) == len(mine) or nobody_or_enough(left)


@settings(max_examples=200)
@given(st.lists(ROWS, max_size=60))
def test_a_topic_less_its_rules_is_nobody_or_enough(
    rules: RuleSet, rows: list[PersonFindings]
) -> None:
    no_small_group(rules, rows)


def test_a_topic_that_hides_a_smaller_one_is_not_told_by_its_rule_either(rules: RuleSet) -> None:
    small = found("c", 2, topic="legal")
    no_small_group(rules, found("a", 9, topic="claim") + found("d", 6, topic="client") + small)


async def test_what_was_told_once_stays_when_people_and_their_rows_are_gone(
    tmp_path: Path,
) -> None:
    store = await Store.open(f"sqlite:///{tmp_path}/checkpost.db")
    fixed = FindingRecord("employee-disclosure", "3", "disclosure", "fix", "rule", "fixed")
    hour = WEEK.begins("Europe/Lisbon") + timedelta(hours=9)
    rows = [check(f"c{n}", hour=hour, author_key=f"{n:02x}", findings=(fixed,)) for n in range(12)]
    await store.add_checks(rows)
    editor, reporter = Editor(store, shipped), Reporter(store, shipped)
    period = Period(WEEK, WEEK)
    told = await editor.digest(WEEK, NOW), await reporter.report(period, NOW)

    late = [replace(row, check_id=f"late-{row.check_id}", author_key="late") for row in rows]
    await store.add_checks(late)
    for row in rows:
        await store.forget(row.author_key)
    again = await editor.digest(WEEK, NOW), await reporter.report(period, NOW)
    await store.close()

    assert told[0] is not None
    assert again == told
