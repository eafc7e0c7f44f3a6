"""Nothing an author sees tells whether a name stands on a secret list."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.policy.ruleset import RuleSet
from bot.slack.cards.card import Card, Window
from bot.slack.cards.modal import coach_view
from bot.verdict import Draft, Finding, Verdict
from tests.slack_person import read

ANY_DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
LISTED, OTHER = "Meridian Foods", "Northgate Dairy"
PLACES = (
    "Great workshop with our client {name} today",
    "So happy to welcome {name} as a customer!",
    "{name} is now a customer of ours",
    "Customers like {name} trust us with their data",
    "O nosso cliente {name} gostou da visita",
    "Our customer {name}, and the maps they drew",
    "Overtime again, all for our client {name}",
)


def findings(ruleset: RuleSet, draft: str) -> list[Finding]:
    return list(ruleset.read(Draft(draft), ANY_DAY).findings)


@pytest.mark.parametrize("place", PLACES)
def test_a_listed_client_reads_like_any_other(ruleset: RuleSet, place: str) -> None:
    listed, other = (findings(ruleset, place.format(name=name)) for name in (LISTED, OTHER))
    assert [told(finding) for finding in listed] == [told(finding) for finding in other]


@pytest.mark.parametrize("place", PLACES)
def test_the_card_reads_the_same_too(ruleset: RuleSet, place: str) -> None:
    listed, other = (shown(findings(ruleset, place.format(name=n))) for n in (LISTED, OTHER))
    assert listed == other


@pytest.mark.parametrize(
    "draft",
    [
        "Osprey ships in March",
        "osprey beta is live",
        "0sprey beta is live",
        "Project Heron is green",
        "Lunch with Meridian Foods",
        "Corvane B4nk goes live",
    ],
)
def test_no_word_says_that_a_name_is_secret(ruleset: RuleSet, draft: str) -> None:
    for finding in findings(ruleset, draft):
        said = f"{finding.clause} {finding.message} {finding.why}".lower()
        assert not re.search(r"confidential|secret|codename|classified|listed|nda\b|embargo", said)


def told(finding: Finding) -> tuple[object, ...]:
    ways = tuple(neutral(suggestion.text) for suggestion in finding.suggestions)
    return (
        finding.topic,
        finding.severity,
        finding.clause,
        finding.why,
        finding.owner,
        finding.link,
        neutral(finding.message),
        neutral(finding.text),
        ways,
    )


def shown(found: list[Finding]) -> str:
    card = Card("c1", Verdict.ASK, tuple(replace(finding, rule="r") for finding in found))
    return neutral(read(coach_view(Window(draft="", card=card))["blocks"]))


def neutral(text: str) -> str:
    return text.replace(LISTED, "NAME").replace(OTHER, "NAME")
