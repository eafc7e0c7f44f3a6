"""Linting: rules that work and may still be wrong for the people who read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policy.lint.lint import lint
from bot.verdict import Draft
from tests.policy.writing import NOON, live, rule, ruleset
from tests.shipped import shipped

KEPT = {"reviewed_on": "2026-05-01"}
PHRASE = "kind: phrase\nany: [guaranteed returns]"


def warnings(root: Path, *rules: str, ordinary: list[Draft] | None = None) -> list[str]:
    found = lint(ruleset(root, *rules), NOON, ordinary or [])
    return [warning.message for warning in found]


def test_a_sound_rule_is_left_alone(tmp_path: Path) -> None:
    assert warnings(tmp_path, rule(PHRASE, **KEPT)) == []


WORRIES = [
    (rule(PHRASE), "the-rule: it has no review date. Give reviewed_on"),
    (rule(PHRASE, reviewed_on="2024-01-01"), "nobody has read it since 2024-01-01"),
    (
        rule(PHRASE, **KEPT, message='"Please stay respectful."'),
        "“respectful” can be read to forbid criticism of work",
    ),
    (rule(PHRASE, **KEPT, title="Do not discuss salaries"), "“do not discuss” can be read to"),
    (rule(PHRASE, **KEPT, title="Do not discuss salaries"), "“salaries” is about working life"),
    (
        rule('kind: phrase\nany: ["confidential information"]', **KEPT),
        "“confidential” is undefined and can be read to cover pay",
    ),
    (
        rule('kind: replace\nswap: {"overtime pay": x}', **KEPT),
        "“overtime” is about working life, which people may always speak of. Take it out",
    ),
    (rule(PHRASE, **KEPT, message='"You violated the policy."'), "blames (“you violated”)"),
    (
        rule(PHRASE, **KEPT, message=f'"{"word " * 41}"'),
        "the message has 205 characters. Say it in",
    ),
    (rule(PHRASE, **KEPT, topic="tone"), "a matter of tone is never more than polish, and it says"),
    (rule("kind: phrase\nany: [launch]", **KEPT), "‘launch’ is an everyday word and stands alone."),
    (
        rule(PHRASE + "\nactive: {until: 2026-01-01}", **KEPT),
        "its dates have passed, so it sleeps. Retire it, or give new dates.",
    ),
    (
        rule(PHRASE + "\nexceptions: [{phrase: a b, until: 2026-01-01}]", **KEPT),
        "the exception ‘a b’ has ended. Take it out.",
    ),
]


@pytest.mark.parametrize(("written", "says"), WORRIES, ids=[row[1][:40] for row in WORRIES])
def test_a_worry_is_said_with_its_remedy(tmp_path: Path, written: str, says: str) -> None:
    said = warnings(tmp_path, written)
    assert any(says in warning for warning in said), said


WORKING_LIFE = [
    "kind: phrase\nany: [salary]",
    "kind: phrase\nall: [union*, guaranteed]",
    "kind: replace\nswap: {overtime: hours}",
    "kind: require\nif: {any: [pay]}\nneed: {any: [a source]}",
    "kind: phrase\nregex: '\\b(?i:bonus|overtime)\\b'",
    "kind: phrase\nregex: ['so (?:political|dull)']",
]


@pytest.mark.parametrize("body", WORKING_LIFE)
def test_a_single_word_of_working_life_to_look_for_is_a_worry(tmp_path: Path, body: str) -> None:
    said = warnings(tmp_path, rule(body, **KEPT))
    assert any("working life" in line or "off limits" in line for line in said), said


def test_negativity_is_a_worry_in_any_form(tmp_path: Path) -> None:
    said = warnings(tmp_path, rule(PHRASE, **KEPT, message='"Less negativity."'))
    assert any("criticism of work" in line for line in said)


def test_single_words_to_look_for_are_no_wording(tmp_path: Path) -> None:
    words = rule(
        "kind: phrase\nany: [guaranteed returns]\nnear: {any: [union, salary, pay]}", **KEPT
    )
    assert warnings(tmp_path, words) == []


def test_a_word_in_another_sense_is_no_worry(tmp_path: Path) -> None:
    body = "kind: phrase\nany: [carbon negative, carbon negativity, social media plan, politicians]"
    assert warnings(tmp_path, rule(body, **KEPT)) == []


def test_an_everyday_word_with_company_is_fine(tmp_path: Path) -> None:
    near = rule("kind: phrase\nany: [launch]\nunless_near: {any: [rocket]}", **KEPT)
    assert warnings(tmp_path, near) == []


def test_a_rule_that_another_one_makes_superfluous_is_named(tmp_path: Path) -> None:
    body = "kind: phrase\nany: [alpha beta, gamma delta]"
    wide = live(body, "alpha beta", rule_id="wide", **KEPT)
    narrow = live("kind: phrase\nany: [alpha beta]", "alpha beta", rule_id="narrow", **KEPT)
    assert warnings(tmp_path / "a", wide, narrow) == [
        (
            "narrow: wide finds all its words and is as grave, so it adds nothing. "
            "Retire it, or extend the other one."
        )
    ]
    near = live(f"{body}\nnear: {{any: [now]}}", "alpha beta now", rule_id="wide", **KEPT)
    assert warnings(tmp_path / "b", near, narrow) == []


def test_near_duplicates_are_named(tmp_path: Path) -> None:
    words = ["a b", "c d", "e f", "g h", "i j"]
    near = "near: {any: [now]}"
    one = live(f"kind: phrase\nany: [{', '.join(words)}]\n{near}", "a b now", rule_id="one", **KEPT)
    two = live(
        f"kind: phrase\nany: [{', '.join(words)}, k l]\n{near}", "a b now", rule_id="two", **KEPT
    )
    assert warnings(tmp_path, one, two) == [
        "two: it looks for nearly the same words as one (5 of 6). Make one rule of them."
    ]


def test_a_remedy_that_another_rule_stops_at_is_named(tmp_path: Path) -> None:
    opens = {"suggest": '{insert_first: "We support the trust. "}', **KEPT}
    found = warnings(
        tmp_path,
        rule("kind: phrase\nany: [river trust]", rule_id="partner", **opens),
        live("kind: phrase\nany: [we support]", "We support it", rule_id="speaking", **KEPT),
    )
    assert found == [
        "partner: speaking stops at what it opens with, “We support the trust.”. Word it anew."
    ]


def test_a_rule_that_speaks_too_often_is_named(tmp_path: Path) -> None:
    ordinary = [Draft(f"post {number}") for number in range(98)] + [Draft("guaranteed returns")] * 2
    spoken = live(PHRASE, "guaranteed returns", **KEPT)
    assert warnings(tmp_path / "a", spoken, ordinary=ordinary) == []
    assert warnings(tmp_path / "b", spoken, ordinary=[*ordinary[:97], *ordinary[-3:]]) == []
    louder = [*ordinary[:96], *ordinary[-2:], *ordinary[-2:]]
    assert (
        "it speaks on 4 of 100 drafts that nothing is wrong with."
        in warnings(tmp_path / "c", spoken, ordinary=louder)[0]
    )


def test_the_shipped_pack_reads_drafts_of_every_kind_without_a_worry_about_wording() -> None:
    said = [warning.message for warning in lint(shipped(), NOON)]
    assert [line for line in said if "can be read to" in line or "blames" in line] == []
