"""Inheritance: packs change each other's rules without copying them."""

from __future__ import annotations

from pathlib import Path

from bot.policy.loader import Loaded, load
from bot.verdict import Severity
from tests.policy.writing import found, live, pack_file, read, rule, write, write_folder

BASE = live(
    """
    kind: phrase
    any: [guarantee*, promise*]
    near: {any: [return*], within: 5}
    exceptions: ["promise keeper"]
    """,
    "guaranteed returns",
    rule_id="promises",
)


def load_with(root: Path, *changes: str, pack: str = "team") -> Loaded:
    folder = write_folder(root, BASE)
    write(folder / "packs.yaml", f"version: 1\npacks: [core, {pack}]\n")
    head = f'pack: {{name: {pack}, owner: "#team", timezone: America/New_York}}\n'
    write(folder / "packs" / pack / "rules.yaml", pack_file(*changes, pack=head))
    return load(folder)


def texts(loaded: Loaded, draft: str) -> list[str]:
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.ruleset is not None
    return found(loaded.ruleset, draft)


def test_a_later_pack_adds_words_and_exceptions_to_a_rule(tmp_path: Path) -> None:
    loaded = load_with(
        tmp_path,
        "extends: core/promises\nany+: [ensure*]\n"
        "exceptions+: [{phrase: ensured returns, by: Ana}]",
    )
    assert texts(loaded, "ensure returns, ensured returns, promised returns") == [
        "ensure",
        "promised",
    ]


def test_a_later_pack_takes_words_away(tmp_path: Path) -> None:
    loaded = load_with(
        tmp_path, 'extends: core/promises\nany-: [promise*]\nexceptions-: ["promise keeper"]'
    )
    assert texts(loaded, "promised returns, guaranteed returns") == ["guaranteed"]


def test_nested_lists_change_too_and_their_neighbours_stay(tmp_path: Path) -> None:
    loaded = load_with(tmp_path, "extends: core/promises\nnear: {any+: [profit*]}")
    assert texts(loaded, "guaranteed profits") == ["guaranteed"]
    assert texts(loaded, "guaranteed a b c d e profits") == []


def test_any_field_can_be_overridden(tmp_path: Path) -> None:
    loaded = load_with(tmp_path, "extends: core/promises\nseverity: polish\nowner: '#ir'")
    assert loaded.ruleset is not None
    (finding,) = read(loaded.ruleset, "guaranteed returns").findings
    assert (finding.rule, finding.severity, finding.owner) == ("promises", Severity.POLISH, "#ir")


def test_a_rule_is_switched_off_by_retiring_it(tmp_path: Path) -> None:
    loaded = load_with(tmp_path, "extends: core/promises\nstatus: retired")
    assert texts(loaded, "guaranteed returns") == []


def test_changes_build_on_each_other_in_their_order(tmp_path: Path) -> None:
    loaded = load_with(
        tmp_path,
        "extends: core/promises\nany+: [ensure*]",
        "extends: core/promises\nany+: [assure*]",
        "extends: core/promises\nany-: [ensure*]",
    )
    assert texts(loaded, "ensured returns assured returns") == ["assured"]


def test_under_an_id_of_its_own_a_rule_stands_beside_the_one_it_extends(tmp_path: Path) -> None:
    loaded = load_with(
        tmp_path,
        "id: us-promises\ntitle: In the US\nextends: core/promises\nseverity: ask\nany+: [ensure*]",
    )
    assert loaded.ruleset is not None
    assert [rule.id for rule in loaded.ruleset.rules] == ["promises", "us-promises"]
    reading = read(loaded.ruleset, "guaranteed returns")
    assert [f.rule for f in reading.findings] == ["us-promises", "promises"]


def test_a_rule_may_extend_what_stands_further_down(tmp_path: Path) -> None:
    loaded = load_with(
        tmp_path,
        "id: child\nextends: team/parent\nany+: [b]",
        live("kind: phrase\nany: [a]", "a", rule_id="parent"),
    )
    assert texts(loaded, "b") == ["b"]


def test_a_change_that_breaks_the_tests_leaves_the_rule_as_it_was(tmp_path: Path) -> None:
    loaded = load_with(tmp_path, "extends: core/promises\nany-: [guarantee*]")
    (problem,) = loaded.problems
    assert "test of promises expects a match, and the rule finds nothing" in str(problem)
    assert loaded.ruleset is not None
    assert found(loaded.ruleset, "guaranteed returns") == ["guaranteed"]


def test_a_change_with_a_mistake_leaves_the_rule_as_it_was(tmp_path: Path) -> None:
    loaded = load_with(tmp_path, "extends: core/promises\nseverity: hgih")
    assert loaded.ruleset is not None
    assert [str(problem) for problem in loaded.problems] == [
        (
            "rules/packs/team/rules.yaml:5:15 severity says 'hgih'. Use polish, fix or ask. "
            "Your other rules keep working."
        )
    ]
    assert found(loaded.ruleset, "guaranteed returns") == ["guaranteed"]


def test_what_is_not_there_cannot_be_extended_or_taken_away(tmp_path: Path) -> None:
    loaded = load_with(
        tmp_path,
        "extends: core/promise\nseverity: ask",
        "extends: promises\nseverity: ask",
        "extends: core/promises\nany-: [ensure*]",
        "extends: core/promises\nnone-: [x]",
        "extends: core/promises\nany+: ensure",
        "id: loop-a\nextends: team/loop-b",
        "id: loop-b\nextends: team/loop-a",
    )
    said = " ".join(str(problem) for problem in loaded.problems)
    assert "'core/promise', and there is no such rule. Did you mean core/promises?" in said
    assert "extends says 'promises'. Write pack/rule-id" in said
    assert "takes 'ensure*' away, which core/promises does not have." in said
    assert "none- takes something away, and core/promises has no none." in said
    assert "any+ should be a list" in said
    assert "extends says 'team/loop-b', which cannot be used either" in said
    assert loaded.ruleset is not None
    assert found(loaded.ruleset, "guaranteed returns") == ["guaranteed"]


def test_a_child_of_a_bad_rule_is_left_out_with_it(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        rule("kind: phrase\nany: [a]", rule_id="bad", severity="x"),
        "id: child\nextends: core/bad\ntitle: Child",
    )
    loaded = load(folder)
    assert len(loaded.problems) == 1
    assert loaded.ruleset is None


def test_dates_of_a_changed_rule_stay_in_its_own_packs_time(tmp_path: Path) -> None:
    loaded = load_with(tmp_path, 'extends: core/promises\nactive: {from: "2026-06-01T00:00"}')
    assert loaded.ruleset is not None
    (window,) = loaded.ruleset.rules[0].active
    assert window.start is not None
    assert window.start.isoformat() == "2026-05-31T23:00:00+00:00"


def test_a_change_that_breaks_the_parents_test_is_named_as_the_cause(tmp_path: Path) -> None:
    loaded = load_with(tmp_path, "extends: core/promises\nany-: [guarantee*]")
    (problem,) = loaded.problems
    assert problem.path == "rules/packs/core/rules.yaml"
    assert problem.message.startswith(
        "test of promises expects a match, and the rule finds nothing"
    )
    assert (
        "The rule was changed at rules/packs/team/rules.yaml:4:5. The earlier version stays."
        in problem.message
    )
    assert loaded.ruleset is not None
    assert found(loaded.ruleset, "guaranteed returns") == ["guaranteed"]


def test_what_a_change_makes_wrong_in_the_parents_file_names_the_change(tmp_path: Path) -> None:
    loaded = load_with(tmp_path, "extends: core/promises\nkind: replace\nswap: {whilst: while}")
    said = [str(problem) for problem in loaded.problems]
    assert any(
        line.startswith("rules/packs/core/rules.yaml:")
        and "The rule was changed at rules/packs/team/rules.yaml:4:5." in line
        for line in said
    )
