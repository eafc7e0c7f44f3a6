"""What the shipped rules put into a draft is in the draft's own language, or nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.languages.telling import ELSEWHERE, language_of
from bot.policy.matching.compiled import CompiledRule
from bot.policy.ruleset import RuleSet
from bot.policy.trial import draft_of
from bot.verdict import Draft, Finding, Platform
from bot.vocabulary.facts import Fact
from tests.shipped import shipped

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
RULES = shipped()
SPOKEN = ("pt", "es", "fr", "de")


def found(rules: RuleSet) -> Iterator[tuple[CompiledRule, Draft, datetime]]:
    """Every rule that puts words in, with a draft of its own tests that it finds something in."""
    for compiled in rules.compiled:
        rule = compiled.rule
        if rule.suggest.insert_first or rule.suggest.replace_with:
            test = next(test for test in rule.tests if test.expect == "match")
            begins = rule.active[0].start if rule.active else None
            yield compiled, draft_of(rule, test), test.at or begins or AT


def _name(value: object) -> str:
    return value.rule.id if isinstance(value, CompiledRule) else ""


CASES = list(found(RULES))
FIRST = [case for case in CASES if case[0].rule.suggest.insert_first]


def read(compiled: CompiledRule, draft: Draft, at: datetime) -> list[Finding]:
    return compiled.findings(RULES.sight(draft, at))


def put_in(findings: list[Finding]) -> list[str]:
    return [
        suggestion.edit.replacement
        for finding in findings
        for suggestion in finding.suggestions
        if suggestion.edit and suggestion.edit.replacement
    ]


def test_there_are_such_rules() -> None:
    assert len(CASES) > 25


@pytest.mark.parametrize(("compiled", "draft", "at"), CASES, ids=_name)
def test_words_are_put_in_in_the_language_of_the_draft(
    compiled: CompiledRule, draft: Draft, at: datetime
) -> None:
    own = put_in(read(compiled, replace(draft, lang="en"), at))
    assert own

    for language in SPOKEN:
        findings = read(compiled, replace(draft, lang=language), at)
        words = put_in(findings)
        assert len(words) == len(own), language
        assert set(words).isdisjoint(own), language
        matches = {each.text for each in findings}
        told = [next((w.removeprefix(m) for m in matches if w.startswith(m)), w) for w in words]
        assert {language_of(each.casefold()) for each in told} <= {language, "", ELSEWHERE}, words
    for language in ("sv", "und"):
        assert put_in(read(compiled, replace(draft, lang=language), at)) == []


@pytest.mark.parametrize(("compiled", "draft", "at"), FIRST, ids=_name)
@pytest.mark.parametrize("language", SPOKEN)
def test_words_put_first_settle_what_they_settle_in_english(
    compiled: CompiledRule, draft: Draft, at: datetime, language: str
) -> None:
    assert _is_settled(compiled, draft, at, language) == _is_settled(compiled, draft, at, "en")


def _is_settled(compiled: CompiledRule, draft: Draft, at: datetime, language: str) -> bool:
    spoken = replace(draft, lang=language)
    [edit, *_] = [way.edit for way in read(compiled, spoken, at)[0].suggestions if way.edit]
    return read(compiled, replace(spoken, text=edit.apply(spoken.text)), at) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Try Tidewatch, it is the best", "I work at Brightwater. "),
        ("Tidewatch is the best", "I work at Brightwater. "),
        ("Experimentem o Tidewatch, é o melhor", "Trabalho na Brightwater. "),
        ("O Tidewatch é o melhor", "Trabalho na Brightwater. "),
        ("Probad Tidewatch, es lo mejor", "Trabajo en Brightwater. "),
        ("Essayez Tidewatch, c'est le meilleur", "Je travaille chez Brightwater. "),
        ("Probiert Tidewatch, es ist das Beste", "Ich arbeite bei Brightwater. "),
    ],
)
def test_the_words_of_a_draft_tell_its_language(text: str, words: str) -> None:
    findings = RULES.read(Draft(text, Platform.LINKEDIN), AT).findings

    [disclosure] = [each for each in findings if each.topic == "disclosure"]
    assert put_in([disclosure]) == [words]
    assert f"“{words.strip(' .')}”" in disclosure.message


@pytest.mark.parametrize(
    "text",
    ["Tidewatch è il migliore, provatelo", "Tidewatch är bäst, testa det", "Tidewatch最高です"],
)
def test_nothing_english_is_offered_in_any_other_language(text: str) -> None:
    findings = RULES.read(Draft(text, Platform.LINKEDIN), AT).findings

    offered = [way.text for each in findings for way in each.suggestions]
    assert [text for text in offered if "work at" in text or "Halden Water found" in text] == []


@pytest.mark.parametrize("fact", RULES.facts.values(), ids=lambda fact: fact.id)
def test_every_approved_statement_has_its_wordings(fact: Fact) -> None:
    wordings = dict(fact.wordings)

    assert tuple(wordings) == SPOKEN
    assert {name: language_of(said) for name, said in wordings.items()} == {n: n for n in SPOKEN}
