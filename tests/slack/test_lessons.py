"""What "Why?" may show: a rule's own examples, and never one that gives a secret name away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.policy.loader import load
from bot.policy.ruleset import RuleSet
from bot.slack.finding import lesson
from bot.verdict import Draft
from tests.slack.examples import DISCLOSURE, TONE

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


def shipped() -> RuleSet:
    loaded = load(Path(__file__).resolve().parents[2] / "rules")
    assert loaded.ruleset
    return loaded.ruleset


def test_no_lesson_of_any_shipped_rule_holds_a_secret_word() -> None:
    rules = shipped()
    secrets = {
        term.casefold().strip("*#@ ")
        for held in rules.organisation.lists.values()
        if held.secret
        for term in held.terms
    }
    taught = [(rule.id, lesson(replace(DISCLOSURE, rule=rule.id), rules)) for rule in rules.rules]
    shown = [(name, f"{each.bad}\n{each.good}".casefold()) for name, each in taught]

    assert [name for name, text in shown if any(term in text for term in secrets)] == []
    assert len([each for _, each in taught if each.bad and each.good]) > len(taught) / 2


def test_a_rule_with_a_secret_list_shows_no_example_at_all() -> None:
    rules = shipped()
    found = rules.read(Draft("Project Heron ships in May"), NOW).findings
    taught = [lesson(each, rules) for each in found if "Project Heron" in each.text]

    assert {(each.bad, each.good) for each in taught} == {("", "")}


def test_the_mended_draft_is_the_good_example() -> None:
    rules = shipped()
    taught = lesson(replace(DISCLOSURE, rule="employee-disclosure"), rules)

    assert taught.bad
    assert taught.good
    assert taught.bad != taught.good


def test_without_rules_or_for_ai_there_is_no_example() -> None:
    assert lesson(DISCLOSURE, None).bad == ""
    assert lesson(TONE, shipped()).good == ""
