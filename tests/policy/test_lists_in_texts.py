"""Lists inside other texts: `$name` in a regex, `$name~` in disguise, `{name}` in a rule's test."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policy.files.lists import alternation, disguises, folded_back, write_out
from bot.policy.lint.coverage import cover
from tests.policy.writing import COMPANY, found, live, load_rules, problems, rule, ruleset

LISTS = {"products": ("Tidewatch", "Sluice Cloud"), "codenames": ("Osprey",), "none": ()}


def test_a_list_in_a_regex_is_any_of_its_words(tmp_path: Path) -> None:
    rules = ruleset(
        tmp_path, live("kind: phrase\nregex: 'so $products rocks'", "so TIDEWATCH rocks")
    )
    assert found(rules, "Well, so Sluice  Cloud rocks and so tidewatch rocks") == [
        "so Sluice  Cloud rocks",
        "so tidewatch rocks",
    ]


def test_an_unknown_list_in_a_regex_is_an_error_with_its_place(tmp_path: Path) -> None:
    [problem] = problems(tmp_path, rule("kind: phrase\nregex: '$prodcts rock'"))
    assert problem.startswith("rules/packs/core/rules.yaml:")
    assert "$prodcts, which is no list of organization.yaml. Did you mean $products?" in problem


def test_a_dollar_that_names_no_list_keeps_its_meaning() -> None:
    for regex in (r"[$€£]\d", r"\$usd", "end$", "(?:^|$)", r"[^$a-z]"):
        assert write_out(regex, LISTS) == regex


@pytest.mark.parametrize("name", ['A&B "Söhne": #1', "C++ (beta)", "水の会社 🌊", "a|b.c*"])
def test_words_with_signs_are_taken_literally(tmp_path: Path, name: str) -> None:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    company = COMPANY.replace("[Tidewatch, Sluice Cloud]", f'["{quoted}"]')
    rules = ruleset(
        tmp_path,
        rule("kind: phrase\nregex: 'so very $products indeed'", status="live")
        + '\ntests:\n  - {draft: "so very {products} indeed", expect: match}\n'
        + '  - {draft: "so very indeed", expect: no_match}',
        company=company,
    )
    spelled = name.removesuffix("*")
    assert found(rules, f"so very {spelled} indeed") == [f"so very {spelled} indeed"]


def test_a_list_without_words_matches_nothing_and_its_tests_wait(tmp_path: Path) -> None:
    company = COMPANY.replace("[Tidewatch, Sluice Cloud]", "[]")
    loaded = load_rules(
        tmp_path,
        rule("kind: phrase\nregex: 'try $products'\nany: [$products]", status="live")
        + '\ntests:\n  - {draft: "try {products}", expect: match}\n'
        + '  - {draft: "try", expect: no_match}',
        company=company,
    )
    assert [str(problem) for problem in loaded.problems] == []
    assert [trial.test.draft for trial in loaded.trials] == ["try"]


def test_a_test_may_speak_of_the_first_word_of_a_list(tmp_path: Path) -> None:
    rules = ruleset(
        tmp_path,
        rule("kind: phrase\nany: [$products]", status="live")
        + '\ntests:\n  - {draft: "We sell {products}", expect: match, matches: ["{products}"]}\n'
        + '  - {draft: "We sell {things}", expect: no_match}',
    )
    [one] = rules.rules
    assert [test.draft for test in one.tests] == ["We sell Tidewatch", "We sell {things}"]


@pytest.mark.parametrize(
    "draft",
    ["0sprey", "o.s.p.r.e.y", "O s p r e y", "0$pr3y", "osprey", "S1uice-C1oud", "SluiceCloud"],
)
def test_a_name_in_disguise_is_found(tmp_path: Path, draft: str) -> None:
    rules = ruleset(
        tmp_path,
        live("kind: phrase\nregex: ['$codenames~', '$products~']", '"so, 0sprey then"'),
    )
    assert found(rules, f"so, {draft} then") == [draft]


def test_short_words_have_no_disguise() -> None:
    assert disguises(("Tide",)) == disguises(())


def test_a_named_group_is_the_match_and_the_rest_its_place(tmp_path: Path) -> None:
    body = (
        "kind: phrase\ncase: exact\nregex: '(?i:our client) (?P<match>[A-Z][a-zéè]+)|old [A-Z]at'"
    )
    rules = ruleset(tmp_path, live(body, "our client Veltra"))
    assert found(rules, "é Our client Hélène and our client Veltra, old Bat") == [
        "Hélène",
        "Veltra",
        "old Bat",
    ]


def test_coverage_shows_a_list_by_its_name_so_that_no_secret_word_is_shown(tmp_path: Path) -> None:
    loaded = load_rules(
        tmp_path,
        live("kind: phrase\nregex: ['quux $codenames', '$codenames~ quux']", "quux Osprey"),
    )
    [row] = cover(loaded)
    assert row.unused == ("$codenames~ quux",)


def test_writing_out_and_folding_back_are_each_others_opposite() -> None:
    regex = r"\b$products (?:and|or) $codenames~"
    assert folded_back(write_out(regex, LISTS), LISTS) == regex
    assert alternation(LISTS["products"]) == r"(?:Sluice\ Cloud|Tidewatch)"


def test_two_rules_of_one_clause_say_a_thing_once(tmp_path: Path) -> None:
    rules = ruleset(
        tmp_path,
        live("kind: phrase\nany: [big launch]", "big launch", rule_id="one"),
        live("kind: phrase\nany: [launch day]", "launch day", rule_id="two"),
        live("kind: phrase\nany: [launch]", "launch", rule_id="other", topic="legal"),
    )
    assert found(rules, "A big launch day! Launch day") == [
        "big launch",
        "launch",
        "Launch",
        "Launch day",
    ]
