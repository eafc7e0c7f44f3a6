"""Explaining: each rule says why it speaks about a draft, or why it does not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.policy.explain import Explained, Outcome, explain
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Platform
from tests.policy.writing import NOON, live, rule, ruleset

PHRASE = "kind: phrase\nany: [osprey]\n"


def one(rules: RuleSet, draft: str | Draft, at: datetime = NOON) -> Explained:
    (explained,) = explain(rules, draft if isinstance(draft, Draft) else Draft(draft), at)
    return explained


def test_a_match_shows_what_was_found(tmp_path: Path) -> None:
    explained = one(ruleset(tmp_path, live(PHRASE, "osprey")), "The osprey")
    assert explained.outcome is Outcome.MATCHED
    assert [finding.text for finding in explained.findings] == ["osprey"]


OUTCOMES = [
    (PHRASE, "eagle", Outcome.NOTHING, ""),
    (
        PHRASE + "exceptions: [{phrase: osprey nest, reason: birds, by: Ana, until: 2027-01-01}]",
        "an osprey nest",
        Outcome.EXCEPTED,
        (
            "‘osprey’ is part of the exception ‘osprey nest’ "
            "(birds, by Ana, until 2027-01-01 00:00 UTC)"
        ),
    ),
    (
        PHRASE + "skip: [quotes, code]",
        "She said “osprey”",
        Outcome.SKIPPED,
        "‘osprey’ stands in a part it skips (code, quotes)",
    ),
    (
        PHRASE + "none: [bird*]",
        "osprey, a bird",
        Outcome.HELD_BACK,
        "‘bird’ stands in the draft (none)",
    ),
    (
        PHRASE + "near: {any: [launch], within: 3}",
        "an osprey",
        Outcome.HELD_BACK,
        "nothing of near stands close to ‘osprey’",
    ),
    (
        PHRASE + "unless_near: {any: [nest], within: 3}",
        "osprey nest",
        Outcome.HELD_BACK,
        "something of unless_near stands close to ‘osprey’",
    ),
    (
        "kind: phrase\nall: [osprey, launch]",
        "osprey",
        Outcome.HELD_BACK,
        "‘launch’ is missing (all)",
    ),
    (
        'kind: require\nif: {any: [osprey]}\nneed: {any: ["#ad"]}',
        "osprey #ad",
        Outcome.HELD_BACK,
        "what it needs stands in the draft (need)",
    ),
    (
        "kind: replace\nswap: {osprey: bird}\nunless_near: {any: [nest]}",
        "osprey nest",
        Outcome.HELD_BACK,
        "something of unless_near stands close to ‘osprey’",
    ),
    (
        "kind: detect\nentities: [email]\nallow: [ana@friend.example]",
        "ana@friend.example",
        Outcome.HELD_BACK,
        "‘ana@friend.example’ is allowed (allow)",
    ),
    (
        PHRASE + "active: {until: 2026-01-01}",
        "osprey",
        Outcome.NOT_ACTIVE,
        "until 2026-01-01 00:00 UTC",
    ),
    (
        PHRASE + "when: {platforms: [x], roles: [press]}",
        "osprey",
        Outcome.OUT_OF_SCOPE,
        "platforms: x, and this is other; roles: press, and this is no role",
    ),
]


@pytest.mark.parametrize(
    ("body", "draft", "outcome", "because"), OUTCOMES, ids=[row[0][-40:] for row in OUTCOMES]
)
def test_a_silent_rule_says_why(
    tmp_path: Path, body: str, draft: str, outcome: Outcome, because: str
) -> None:
    rules = ruleset(tmp_path, rule(body, status="watch"))
    explained = one(rules, draft)
    assert (explained.outcome, explained.because) == (outcome, because)
    assert explained.findings == ()


def test_a_watch_rule_and_one_that_is_off_say_so(tmp_path: Path) -> None:
    watching = ruleset(tmp_path / "a", rule(PHRASE, status="watch"))
    assert one(watching, "osprey").outcome is Outcome.WATCH
    off = ruleset(tmp_path / "b", rule(PHRASE, status="off"))
    assert one(off, "osprey").because == "status: off"


def test_what_the_guard_holds_back_is_named(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, live(PHRASE, "osprey"))
    explained = one(rules, "My boss cut our pay over osprey")
    assert explained.outcome is Outcome.GUARDED
    assert explained.because == "the protected-speech guard covers it"


def test_a_scope_that_fits_is_not_mentioned(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, rule(PHRASE + "when: {platforms: [x], lang: [pt]}"))
    explained = one(rules, Draft("osprey", Platform.X), datetime(2026, 1, 1, tzinfo=UTC))
    assert explained.because == "lang: pt, and this is no language chosen"
