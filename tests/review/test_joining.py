"""What a rule and AI both say of the same words is said once, by the rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.review.joining import told_once
from bot.verdict import Draft, Edit, Finding, Severity, Source, Suggestion

DRAFT = Draft("Their pump is a joke. Ours is simply the best, and 47 % quicker. Come and see.")
RULE = Finding(Source.RULE, "rival-attack", "competitor", Severity.FIX, 14, 20, "a joke", "M")


def of_rule(rule: str, topic: str, words: str, severity: Severity = Severity.POLISH) -> Finding:
    start = DRAFT.text.index(words)
    return replace(
        RULE,
        rule=rule,
        topic=topic,
        severity=severity,
        start=start,
        end=start + len(words),
        text=words,
    )


def of_ai(rule: str, words: str, topic: str = "tone") -> Finding:
    source = Source.TONE if topic == "tone" else Source.CLAIM
    return replace(of_rule(rule, topic, words), source=source)


SUPERLATIVE = of_rule("product-superlative", "claim", "the best")
FIGURE = of_rule("statistic", "claim", "47 %")
CALMER = Suggestion("quick to start", Edit(37, 45, "quick to start"))


@pytest.mark.parametrize(
    ("ruled", "advised"),
    [
        (RULE, of_ai("mocking_or_sarcastic", "Their pump is a joke")),
        (RULE, of_ai("disparages_competitor", "a joke")),
        (SUPERLATIVE, of_ai("exaggerated_or_puffery", "simply the best")),
        (FIGURE, of_ai("unsupported", "Ours is simply the best, and 47 % quicker.", "claim")),
        (of_rule("our-voice", "tone", "simply"), of_ai("overly_informal", "simply the best")),
    ],
)
def test_what_a_rule_says_already_is_not_said_again(ruled: Finding, advised: Finding) -> None:
    both = told_once(DRAFT, [ruled], [advised])

    assert both.findings == (ruled,)
    assert both.repeated == (advised.rule,)


@pytest.mark.parametrize(
    ("ruled", "advised"),
    [
        (RULE, of_ai("unclear_or_jargon", "a joke")),
        (RULE, of_ai("hostile", "Ours is simply the best")),
        (RULE, of_ai("mocking_or_sarcastic", "a joke. Ours is simply the best")),
        (FIGURE, of_ai("exaggerated_or_puffery", "simply the best")),
        (FIGURE, of_ai("pump-speed", "47 % quicker", "claim")),
        (SUPERLATIVE, replace(of_ai("unsupported", "the best", "claim"), severity=Severity.FIX)),
    ],
    ids=["another kind", "other words", "more words", "beside", "a source differs", "graver"],
)
def test_what_differs_is_kept(ruled: Finding, advised: Finding) -> None:
    both = told_once(DRAFT, [ruled], [advised])

    assert both.findings == (ruled, advised)
    assert both.repeated == ()


def test_other_words_of_ai_are_offered_under_the_rules_finding_as_its_own() -> None:
    advised = replace(of_ai("exaggerated_or_puffery", "the best"), suggestions=(CALMER,))

    [finding] = told_once(DRAFT, [SUPERLATIVE], [advised]).findings

    assert finding.source is Source.RULE
    assert finding.suggestions == (
        Suggestion("AI suggests “quick to start”", CALMER.edit, "the best"),
    )


def test_where_the_rule_has_ways_out_enough_none_is_added() -> None:
    full = replace(SUPERLATIVE, suggestions=(Suggestion("One"), Suggestion("Two")))
    advised = replace(of_ai("exaggerated_or_puffery", "the best"), suggestions=(CALMER,))

    assert told_once(DRAFT, [full], [advised]).findings == (full,)
