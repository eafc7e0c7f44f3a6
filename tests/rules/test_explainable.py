"""Every finding explains itself: its clause, whom to ask, and no word that chills or blames."""

from __future__ import annotations

import re

import pytest

from bot.policy.lint.words import BLAMING, CHILLING, FINE
from bot.policy.loader import Loaded
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule, RuleTest
from bot.policy.trial import draft_of, moment_of
from bot.slack.cards.card import Card, Window
from bot.slack.cards.lesson import lesson_view
from bot.slack.cards.modal import coach_view
from bot.slack.cards.text import escape, quote
from bot.slack.finding import lesson
from bot.verdict import Finding, Verdict
from tests.shipped import shipped
from tests.slack_person import read

LIVE = list(shipped().rules)
FEELINGS = (
    *("angry", "anger", "upset", "frustrat*", "emotional", "annoyed", "furious", "bitter", "sad"),
    *("jealous", "aggressive", "passive-aggressive", "irritated", "rage", "resentful"),
    *("calm down", "you sound", "you seem", "you feel", "your mood", "your tone", "your anger"),
)


def first_match(rule: Rule) -> RuleTest:
    return next(test for test in rule.tests if test.expect == "match")


def finding_of(ruleset: RuleSet, rule: Rule) -> Finding:
    """Return what the rule finds in its first matching test, before others of its clause."""
    [compiled] = [each for each in ruleset.compiled if each.rule.id == rule.id]
    test = first_match(rule)
    sight = ruleset.sight(draft_of(rule, test), moment_of(rule, test))
    return compiled.findings(sight)[0]


@pytest.mark.parametrize("rule", LIVE, ids=lambda rule: rule.id)
def test_a_card_names_clause_and_owner(ruleset: RuleSet, rule: Rule) -> None:
    finding = finding_of(ruleset, rule)
    card = Card("c1", Verdict(finding.severity.value), (finding,))
    said = read(coach_view(Window(draft=first_match(rule).draft, card=card))["blocks"])
    assert finding.clause
    assert escape(finding.clause) in said
    assert rule.id in said
    assert finding.owner
    assert escape(finding.owner) in said


@pytest.mark.parametrize("rule", LIVE, ids=lambda rule: rule.id)
def test_why_names_clause_and_owner_and_shows_an_example_of_either_kind(
    ruleset: RuleSet, rule: Rule
) -> None:
    finding = finding_of(ruleset, rule)
    taught = lesson(finding, ruleset)
    said = read(lesson_view(taught)["blocks"])
    assert escape(finding.clause) in said
    assert finding.why
    assert finding.why in said
    assert f"Questions: {escape(finding.owner)}" in said
    assert taught.bad.strip()
    assert taught.good.strip()
    assert taught.bad != taught.good
    assert quote(taught.bad) in said
    assert quote(taught.good) in said


@pytest.mark.parametrize("rule", LIVE, ids=lambda rule: rule.id)
def test_nothing_an_author_reads_chills_blames_or_names_a_feeling(
    ruleset: RuleSet, rule: Rule
) -> None:
    finding = finding_of(ruleset, rule)
    ways = " ".join(suggestion.text for suggestion in finding.suggestions)
    own = {word for term in (finding.text,) for word in words(term)}
    for said in (rule.title, rule.message, rule.why, ways):
        plain = without(said.lower(), FINE)
        for phrase in (*CHILLING, *BLAMING, *FEELINGS):
            hits = [hit for hit in found(phrase, plain) if not set(words(hit)) <= own]
            assert hits == [], (phrase, said)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def pattern(phrase: str) -> str:
    stem = re.escape(phrase).replace(r"\*", r"\w*")
    return rf"\b{stem}\b"


def found(phrase: str, text: str) -> list[str]:
    return re.findall(pattern(phrase), text)


def without(text: str, phrases: tuple[str, ...]) -> str:
    for phrase in phrases:
        text = re.sub(pattern(phrase), " ", text)
    return text


def test_every_live_rule_was_asked(loaded: Loaded) -> None:
    assert loaded.ruleset is not None
    assert len(LIVE) == len(loaded.ruleset.rules) > 70
