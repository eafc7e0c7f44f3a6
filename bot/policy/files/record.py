"""Mappings with known keys: unknown ones are mistakes, and each key tells an editor what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import yaml

from bot.policy.files.desk import Desk
from bot.policy.files.nodes import Pairs, pairs
from bot.policy.files.shape import Schema, Shape
from bot.policy.files.source import place_of
from bot.policy.problem import either, nearest

_MANY = 8  # keys that a message can still list


class Field(NamedTuple):
    """One key: its shape, what it is for (editors show it), and whether it must be there."""

    shape: Shape
    doc: str
    required: bool = False


Fields = Mapping[str, Field]
Build = Callable[..., object]


class Record:
    """A mapping whose keys are known; read into whatever `build` makes of them.

    `build` is called with the keys that were given, as keyword arguments, and only if nothing
    was wrong. A key that is no Python name, such as `if`, is given with an underscore behind it.
    """

    def __init__(self, what: str, fields: Fields, build: Build, *, placed: bool = False) -> None:
        """`what` is how messages call it; `placed` also gives `build` the mapping's place."""
        self.fields = fields
        self.what = what
        self._build = build
        self._placed = placed

    def read(self, node: yaml.Node, name: str, desk: Desk) -> object:
        """Return what `build` makes of the mapping, or None when something was wrong."""
        found = pairs(node, name, desk)
        return None if found is None else self.read_pairs(found, node, desk)

    def read_pairs(self, found: Pairs, node: yaml.Node, desk: Desk) -> object:
        """Return what `build` makes of these pairs; `node` is where missing keys are noted."""
        before = desk.errors
        values = read_fields(found, self.fields, self.what, desk)
        for name, field in self.fields.items():
            if field.required and name not in found:
                desk.error(node, f"{self.what} needs {name}: {field.doc}")
        if self._placed:
            values["place"] = place_of(node)
        return None if desk.errors > before else self._build(**values)

    def schema(self) -> Schema:
        """Return an object with these properties and no others."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [name for name, field in self.fields.items() if field.required],
            "properties": properties(self.fields),
        }


def read_fields(found: Pairs, fields: Fields, what: str, desk: Desk) -> dict[str, object]:
    """Read every known key, note every unknown one."""
    values: dict[str, object] = {}
    for name, pair in found.items():
        field = fields.get(name)
        if field is None:
            desk.error(pair.key, unknown(name, fields, what))
        else:
            values[_PYTHONIC.get(name, name)] = field.shape.read(pair.value, name, desk)
    return values


def unknown(name: str, legal: Mapping[str, object], what: str) -> str:
    """Say that a key is unknown, and which one was probably meant."""
    if name[-1:] in {"+", "-"} and name[:-1] in legal:
        return f"{name} changes another rule's {name[:-1]}, so it needs extends: pack/rule-id."
    close = nearest(name, legal)
    if close:
        return f"{what} knows no '{name}'. Did you mean {close}?"
    listed = either(legal) if len(legal) <= _MANY else ", ".join(sorted(legal))
    return f"{what} knows no '{name}'. Legal here: {listed}."


_PYTHONIC = {name: f"{name}_" for name in ("if", "from", "any", "all")}
"""Keys that are no names in Python, or already mean something there."""


def properties(fields: Fields) -> Schema:
    """Return the schemas of some fields, each with its description."""
    return {
        name: {"description": field.doc} | field.shape.schema() for name, field in fields.items()
    }
