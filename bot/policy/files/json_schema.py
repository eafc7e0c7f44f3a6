"""The JSON Schema of rule files, so that an editor completes and checks them while one types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

from bot.policy.files.bodies import KINDS
from bot.policy.files.campaign_files import CAMPAIGN
from bot.policy.files.company_file import ORGANISATION
from bot.policy.files.facts import FACTS
from bot.policy.files.habit_files import HABIT
from bot.policy.files.language_files import DRAFTS_FILE, LANGUAGE_FILE
from bot.policy.files.pack_files import PACK_FILE
from bot.policy.files.policy_folder import SYNONYMS
from bot.policy.files.record import Fields, properties
from bot.policy.files.rule_shape import COMMON, EXTENDS, fields_of
from bot.policy.files.shape import Schema
from bot.policy.files.side_files import PACKS, PLATFORMS, PROTECTED
from bot.policy.schema import Kind, Status

_RULE = "#/definitions/rule"
_NO_TESTS = [status.value for status in Status if status is not Status.LIVE]


def as_text() -> str:
    """Return the schema as it stands in `schema.json`."""
    return json.dumps(rule_file(), indent=2, ensure_ascii=False) + "\n"


def rule_file() -> Schema:
    """Return the schema of a rule file; those of the other files are among its definitions.

    Draft 7, which is what editors' YAML extensions know best.
    """
    top = PACK_FILE.schema()
    rules = {"type": "array", "items": {"$ref": _RULE}, "description": "The rules."}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A Checkpost rule file",
        **top,
        "properties": {**_mapping(top, "properties"), "rules": rules},
        "definitions": {
            "rule": {
                "if": {"required": ["extends"]},
                "then": {"$ref": f"{_RULE}-that-extends"},
                "else": {"$ref": f"{_RULE}-of-its-own"},
            },
            "rule-of-its-own": _own_rule(),
            "rule-that-extends": _extending_rule(),
            "organization": ORGANISATION.schema(),
            "platforms": PLATFORMS.schema(),
            "packs": PACKS.schema(),
            "protected": PROTECTED.schema(),
            "facts": FACTS.schema(),
            "synonyms": SYNONYMS.schema(),
            "campaign": CAMPAIGN.schema(),
            "drill": HABIT.schema(),
            "language": LANGUAGE_FILE.schema(),
            "drafts": DRAFTS_FILE.schema(),
        },
    }


def _own_rule() -> Schema:
    fields = fields_of(None)
    return {
        "type": "object",
        "properties": properties(fields),
        "additionalProperties": False,
        "required": [name for name, field in COMMON.items() if field.required],
        "allOf": [*(_kind(kind) for kind in Kind), _live_needs_tests()],
    }


def _kind(kind: Kind) -> Schema:
    """Return what holds for one kind: which keys it knows, and one it cannot do without."""
    shape = KINDS[kind]
    return {
        "if": {"properties": {"kind": {"const": kind.value}}, "required": ["kind"]},
        "then": {
            "propertyNames": {"enum": list(fields_of(kind))},
            "anyOf": [{"required": [name]} for name in shape.needs],
        },
    }


def _live_needs_tests() -> Schema:
    return {
        "if": {"properties": {"status": {"enum": _NO_TESTS}}, "required": ["status"]},
        "else": {"required": ["tests"]},
    }


def _extending_rule() -> Schema:
    fields: Fields = {"extends": EXTENDS, **fields_of(None)}
    whole = {
        "type": "object",
        "properties": properties(fields),
        "additionalProperties": False,
        "required": ["extends"],
    }
    return _changing(whole) | {"required": ["extends"]}


def _changing(schema: Schema) -> Schema:
    """Return the schema of a change: nothing must be there, and lists also take + and -."""
    changed = {name: _change_part(part) for name, part in schema.items()}
    if "properties" not in schema or schema.get("additionalProperties") is not False:
        return changed
    known = _mapping(schema, "properties")
    lists = [name for name, part in known.items() if _holds_many(cast("Schema", part))]
    changed.pop("required", None)
    if lists:
        changed["patternProperties"] = {f"^({'|'.join(lists)})[+-]$": {}}
    return changed


def _change_part(part: object) -> object:
    if isinstance(part, Mapping):
        return _changing(dict(part))
    if isinstance(part, list):
        return [_change_part(item) for item in part]
    return part


def _holds_many(schema: Schema) -> bool:
    ways = cast("list[Schema]", schema.get("anyOf", [schema]))
    return any(way.get("type") == "array" or "propertyNames" in way for way in ways)


def _mapping(schema: Schema, name: str) -> Schema:
    return cast("Schema", schema[name])
