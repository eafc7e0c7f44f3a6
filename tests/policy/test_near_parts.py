"""A word that is a part of a match is near it, and excuses it, unless a rule says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policy.loader import load
from tests.policy.writing import found, live, ruleset

RULE = """
version: 1
pack: {name: own, owner: "#comms"}
rules:
  - id: figure
    title: Figures
    topic: claim
    severity: fix
    status: watch
    kind: phrase
    regex: 'sales [a-z ]*doubled'
    near: {any: [harbour, doubled], within: 2}
    unless_near: {any: [we, never], within: 2}
    message: "m"
    why: "w"
    tests:
"""


@pytest.mark.parametrize(
    ("draft", "expect"),
    [
        ("sales at harbour have doubled", "match"),
        ("harbour sales have doubled", "match"),
        ("sales of water we sold doubled", "no_match"),
        ("never sales at harbour doubled", "no_match"),
        ("sales rose", "no_match"),
    ],
)
def test_a_part_of_the_match_is_near_it(tmp_path: Path, draft: str, expect: str) -> None:
    pack = tmp_path / "packs" / "own"
    pack.mkdir(parents=True)
    (tmp_path / "organization.yaml").write_text("version: 1\nname: Harbour\n", "utf-8")
    test = f"      - {{draft: {draft}, expect: {expect}}}\n"
    (pack / "rules.yaml").write_text(RULE + test, "utf-8")
    loaded = load(tmp_path)
    assert loaded.errors == ()
    assert [trial.passed for trial in loaded.trials] == [True]


def test_what_is_inside_a_match_excuses_nothing_where_a_rule_says_so(tmp_path: Path) -> None:
    body = """
kind: phrase
regex: '"[^"]{9,}"'
unless_near: {any: [said], within: 2, outside: true}
"""
    rules = ruleset(tmp_path, live(body, "“The sea is cold”"))
    assert found(rules, '"The sea has said nothing"') == ['"The sea has said nothing"']
    assert found(rules, 'Ana said: "The sea is cold"') == []


def test_a_contraction_is_one_word_to_near(tmp_path: Path) -> None:
    rules = ruleset(
        tmp_path, live("kind: phrase\nany: [osprey]\nnear: {any: [nest], within: 3}", "osprey nest")
    )
    assert found(rules, "osprey don't can’t nest") == ["osprey"]
    assert found(rules, "osprey do not ever nest") == []
