"""What the shipped rules say in other languages is complete, short and warm."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.messages import DEFAULT, languages, speaking
from bot.policy.handbook import load_with_policy, read_habits_folder
from bot.policy.loader import Loaded
from bot.policy.schema import Rule
from bot.policy.translations import Translations
from bot.verdict import Draft, Platform

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
OTHERS = sorted(set(languages()) - {DEFAULT})
UNKIND = re.compile(
    r"(?i)\b(proibid\w*|viol\w*|infra[çc]\w*|não deve\w*|errou|culpa\w*|tu|teu|tua)\b"
)
RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def spoken() -> Loaded:
    return load_with_policy(RULES)


@pytest.fixture(scope="module")
def rules(spoken: Loaded) -> list[Rule]:
    assert spoken.ruleset is not None
    return list(spoken.ruleset.rules)


@pytest.fixture(scope="module")
def translations(spoken: Loaded) -> Translations:
    assert spoken.ruleset is not None
    return spoken.ruleset.translations


def texts(rule: Rule) -> tuple[str, ...]:
    return rule.title, rule.message, rule.why


def test_nothing_is_wrong_stale_or_missing(spoken: Loaded) -> None:
    assert [str(problem) for problem in spoken.problems] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_shipped_rule_is_complete_with_the_same_placeholders(
    language: str, rules: list[Rule], translations: Translations
) -> None:
    for rule in rules:
        for own in texts(rule):
            assert translations.holds(language, own), f"{rule.id}: {own}"
            told = translations.told(language, own)
            assert told != own
            assert sorted(re.findall(r"\{\w+\}", told)) == sorted(re.findall(r"\{\w+\}", own))


@pytest.mark.parametrize("language", OTHERS)
def test_messages_are_short_end_like_their_own_and_blame_nobody(
    language: str, rules: list[Rule], translations: Translations
) -> None:
    for rule in rules:
        assert len(translations.told(language, rule.message)) <= 200, rule.id
        for own in texts(rule):
            told = translations.told(language, own)
            assert told[-1] in ".?" if own[-1] in ".?" else told[-1] not in ".?!", told
            assert not UNKIND.search(told), told


@pytest.mark.parametrize("language", OTHERS)
def test_every_campaign_theme_and_drill_is_complete(language: str, spoken: Loaded) -> None:
    assert spoken.ruleset is not None
    rules = spoken.ruleset
    habits, _ = read_habits_folder(RULES)
    own = [*rules.organisation.themes, *(text for each in habits for text in each.texts)]
    own += [text for each in rules.campaigns for text in each.readings]
    with speaking(language):
        told = [rules.told_beside(theme) for theme in rules.organisation.themes]
        told += [text for each in habits for text in each.in_language(language).texts]
        shelf = [each.told(rules.told_beside) for each in rules.campaigns]
        told += [text for each in shelf for text in each.readings]

    for before, after in zip(own, told, strict=True):
        assert before != after
        assert (before[-1] in ".?") == (after[-1] in ".?"), after
        assert not UNKIND.search(after), after


def test_a_finding_of_the_shipped_rules_reads_in_portuguese(spoken: Loaded) -> None:
    assert spoken.ruleset is not None
    with speaking("pt-PT"):
        [finding] = spoken.ruleset.read(Draft("Try Tidewatch!", Platform.LINKEDIN), AT).findings

    assert finding.clause == "Diga que trabalha cá quando elogia o nosso produto"
    assert finding.message.startswith("Recomenda Tidewatch. Comece por “I work at Brightwater”,")
    assert finding.why == "Quem lê confia mais num elogio quando sabe de onde vem."
    assert finding.suggestions[0].text == "Comece por “I work at Brightwater.”"
