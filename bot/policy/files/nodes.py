"""What a YAML node holds: its pairs, its text, and whether there is anything in it at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import yaml

from bot.policy.files.desk import Desk

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


_STRING_TAG = "tag:yaml.org,2002:str"


class Pair(NamedTuple):
    """A key and its value, with their places."""

    key: yaml.Node
    value: yaml.Node


Pairs = Mapping[str, Pair]


def pairs(node: yaml.Node, name: str, desk: Desk) -> dict[str, Pair] | None:
    """Return a mapping's pairs by key; doubled keys are noted and the first one counts."""
    if not isinstance(node, yaml.MappingNode):
        what = "is empty" if is_null(node) else "should be a mapping of `name: value` lines"
        desk.error(node, f"{name} {what}.")
        return None
    found: dict[str, Pair] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            desk.error(key, f"{name} has a key that is no text.")
        elif key.value in found:
            line = found[key.value].key.start_mark.line + 1
            desk.error(key, f"says {key.value} twice; it is already on line {line}. Keep one.")
        else:
            found[key.value] = Pair(key, value)
    return found


def scalar(node: yaml.Node, name: str, desk: Desk) -> str | None:
    """Return a scalar's text; null, which is how YAML reads `- #ad`, is a mistake."""
    if isinstance(node, yaml.ScalarNode):
        text: str = node.value
        if node.tag == _STRING_TAG and not text.isspace() and not is_null(node):
            return text
    _note_no_text(node, name, desk)
    return None


def _note_no_text(node: yaml.Node, name: str, desk: Desk) -> None:
    if not isinstance(node, yaml.ScalarNode):
        says = "should be a single text, not a list or a mapping."
    elif is_null(node) and node.style in {"'", '"'}:
        says = "is an empty text. Put something in, or take it out."
    elif is_null(node):
        says = 'has nothing here. A # starts a note: write "#word" between quotation marks.'
    elif node.tag != _STRING_TAG:
        says = f"has a YAML tag ({node.tag}). Take it out."
    else:
        says = "is blank."
    desk.error(node, f"{name} {says}")


def is_null(node: yaml.Node) -> bool:
    """Whether YAML would read the node as null; an empty text in quotation marks is none either."""
    if not isinstance(node, yaml.ScalarNode) or node.value not in _NULLS:
        return False
    return node.style in {None, ""} or not node.value


def quoted(text: str) -> str:
    """Return a text for a message: between quotes and not endless."""
    longest = 60
    return f"'{text if len(text) <= longest else text[:longest] + '…'}'"
