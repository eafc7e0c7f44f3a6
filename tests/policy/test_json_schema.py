"""The schema that editors use: fresh, right about good files, and about slips."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.policy.files.json_schema import as_text, rule_file
from tests.policy.writing import live, pack_file, rule

RULES = Path(__file__).parents[2] / "rules"
PHRASE = "kind: phrase\nany: [guarantee*]"


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do: `true`, numbers and null mean something, `no` and dates do not."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?\d+", "-+0123456789"),
    ("float", r"[-+]?\d+\.\d+", "-+0123456789"),
    ("null", r"~|null|", "~n\0"),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), [*first, ""]
    )


def slips(text: str, part: str | None = None) -> list[str]:
    schema = rule_file()
    if part is not None:
        definitions: Any = schema["definitions"]
        schema = definitions[part]
    loaded = yaml.load(text, Loader=EditorLoader)  # noqa: S506 -- a safe loader, narrowed
    return [error.message for error in Draft7Validator(schema).iter_errors(loaded)]


def test_the_shipped_schema_is_fresh() -> None:
    shipped = (RULES / "schema.json").read_text(encoding="utf-8")
    assert shipped == as_text(), "run: checkpost rules schema --write"


def test_the_schema_is_a_schema() -> None:
    Draft7Validator.check_schema(rule_file())


@pytest.mark.parametrize("file", sorted(RULES.glob("packs/*/*.yaml")), ids=lambda file: file.stem)
def test_every_shipped_rule_file_is_right_in_an_editor(file: Path) -> None:
    assert slips(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("organization", "organization"),
        ("platforms", "platforms"),
        ("packs", "packs"),
        ("protected", "protected"),
        ("facts", "facts"),
    ],
)
def test_the_companys_own_files_have_their_schema_too(name: str, part: str) -> None:
    assert slips((RULES / f"{name}.yaml").read_text(encoding="utf-8"), part) == []


@pytest.mark.parametrize(
    "file", sorted(RULES.glob("**/languages/*.yaml")), ids=lambda file: file.parts[-3]
)
def test_what_rules_say_in_other_languages_has_its_schema_too(file: Path) -> None:
    assert slips(file.read_text(encoding="utf-8"), "language") == []
    assert slips("version: 1\ntexts: {a: [b]}", "language") != []


GOOD = [
    rule(PHRASE),
    live(PHRASE, "we guarantee it"),
    rule(PHRASE + "\nactive: $quiet_period\nduring: {$quiet_period: ask}"),
    rule(PHRASE + "\nactive: {from: 2026-01-01, until: 2026-01-02T09:00}"),
    rule("kind: phrase\nany: [no, 12, 1.5, true]"),
    rule("kind: limit\nat_most: {characters: platform, hashtags: {x: 2}, emoji: 3}"),
    rule("kind: replace\nswap: {a: b, c: [d, e]}"),
    "extends: core/the-rule\nany+: [a]\nexceptions-: [b]\nseverity: ask",
    "extends: core/the-rule\nif: {near: {any+: [a]}, any-: [b]}\nswap+: {a: b}",
]


@pytest.mark.parametrize("written", GOOD, ids=[text[-40:] for text in GOOD])
def test_what_loads_is_right_in_an_editor(written: str) -> None:
    assert slips(pack_file(written)) == []


BAD = [
    rule(PHRASE, severity="hgih"),
    rule(PHRASE, topic="weather"),
    rule(PHRASE + "\nseverty: fix"),
    rule(PHRASE + "\nnear: {any: [a], wihtin: 2}"),
    rule(PHRASE + "\nswap: {a: b}"),
    rule("kind: phrase\nany:\n  - #ad"),
    rule("kind: phrase\nany: []"),
    rule("kind: phrase\nnear: {any: [a]}"),
    rule("kind: require\nif: {any: [a]}"),
    rule("kind: detect\nentities: [fone]"),
    rule("kind: limit\nat_most: {hashtags: {twitter: 2}}"),
    rule(PHRASE + "\nactive: {from: tomorrow}"),
    rule(PHRASE + "\nany+: [a]"),
    rule(PHRASE, status="live"),
    rule(PHRASE, rule_id="Bad_Id"),
    rule(PHRASE, status="on"),
    "title: Nameless\n" + PHRASE,
    "extends: core/the-rule\nmessage+: a",
    "extends: the-rule",
]


@pytest.mark.parametrize("written", BAD, ids=[text[-40:] for text in BAD])
def test_a_slip_is_underlined_in_an_editor(written: str) -> None:
    assert slips(pack_file(written)) != []


def test_every_key_tells_what_it_is() -> None:
    definitions: Any = rule_file()["definitions"]
    for name in ("rule-of-its-own", "rule-that-extends"):
        for key, part in definitions[name]["properties"].items():
            assert part["description"].endswith((".", "?")), key
