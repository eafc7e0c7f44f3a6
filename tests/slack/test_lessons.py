"""What "Why?" may show: a rule's own examples, and never one that gives a secret name away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.messages import languages, speaking
from bot.slack.cards.lesson import Lesson, lesson_view
from bot.slack.finding import lesson
from bot.verdict import Draft, Verdict
from tests.shipped import shipped
from tests.slack.examples import DISCLOSURE, TONE
from tests.slack_person import read

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


def test_no_lesson_of_any_shipped_rule_holds_a_secret_word() -> None:
    rules = shipped()
    secrets = {
        term.casefold().strip("*#@ ")
        for held in rules.organisation.lists.values()
        if held.secret
        for term in held.terms
    }
    for language in languages():
        with speaking(language):
            taught = [
                (rule.id, lesson(replace(DISCLOSURE, rule=rule.id), rules)) for rule in rules.rules
            ]
        shown = [(name, f"{each.bad}\n{each.good}".casefold()) for name, each in taught]
        assert [name for name, text in shown if any(term in text for term in secrets)] == []


@pytest.mark.parametrize("language", languages())
def test_a_rule_with_a_secret_list_shows_invented_names(language: str) -> None:
    rules = shipped()
    drafts = ("Project Heron ships in May", "Lunch with our client Meridian Foods")
    found = [one for draft in drafts for one in rules.read(Draft(draft), NOW).findings]
    with speaking(language):
        taught = [lesson(each, rules) for each in found]

    invented = [each for each in taught if each.invented]
    assert {each.finding.topic for each in invented} == {"confidential", "client"}
    for each in invented:
        assert rules.read(Draft(each.good), NOW).verdict is Verdict.CLEAR


def test_what_is_invented_is_said_to_be() -> None:
    [finding] = shipped().read(Draft("Project Heron is green"), NOW).findings

    said = read(lesson_view(lesson(finding, shipped()))["blocks"])

    assert "Such as, with an invented name: “Project Larkspur" in said
    assert "Better without it: “What we have worked on" in said


def test_where_nobody_owns_a_rule_the_comms_team_answers() -> None:
    said = read(lesson_view(Lesson(replace(DISCLOSURE, owner="")))["blocks"])

    assert "Questions: the comms team" in said


def test_the_mended_draft_is_the_good_example() -> None:
    rules = shipped()
    taught = lesson(replace(DISCLOSURE, rule="employee-disclosure"), rules)

    assert taught.bad
    assert taught.good
    assert taught.bad != taught.good


def test_without_rules_or_for_ai_there_is_no_example() -> None:
    assert lesson(DISCLOSURE, None).bad == ""
    assert lesson(TONE, shipped()).good == ""
