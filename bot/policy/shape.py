"""The shapes a rule file is made of: each reads a YAML node and describes itself to an editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

import yaml

from bot.policy.desk import Desk
from bot.policy.problem import either, nearest

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_STRING_TAG = "tag:yaml.org,2002:str"
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
# An editor reads `no` as a truth value and 2026 as a number; here both are the words as typed.
_ANY_TEXT = ["string", "number", "boolean"]

Schema = dict[str, object]


class Shape(Protocol):
    """Reads one kind of value."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> object:
        """Return the value; on any mistake note it at the desk and return None."""
        ...

    def schema(self) -> Schema:
        """Return the JSON Schema of what `read` accepts."""
        ...


class Text:
    """A text of at least one character. `check` returns what is wrong with it, or None."""

    def __init__(
        self,
        check: Callable[[str, Desk], str | None] | None = None,
        *,
        pattern: str | None = None,
        hint: str = "",
    ) -> None:
        """`hint` says what is legal, for texts that do not match `pattern` as a whole."""
        self._check = check
        self._pattern = pattern
        self._compiled = None if pattern is None else re.compile(pattern)
        self._hint = hint

    def read(self, node: yaml.Node, name: str, desk: Desk) -> str | None:
        """Return the text as typed."""
        text = scalar(node, name, desk)
        if text is None:
            return None
        if self._compiled is not None and self._compiled.fullmatch(text) is None:
            desk.error(node, f"{name} says {quoted(text)}. {self._hint}")
            return None
        wrong = None if self._check is None else self._check(text, desk)
        if wrong is not None:
            desk.error(node, f"{name} says {quoted(text)}. {wrong}")
            return None
        return text

    def schema(self) -> Schema:
        """Return the schema; checks that need the organisation stay with us."""
        if self._pattern is None:
            return {"type": _ANY_TEXT, "minLength": 1}
        return {"type": _ANY_TEXT, "pattern": f"^(?:{self._pattern})$"}


class Choice:
    """One of some words, which a StrEnum or a list of them names."""

    def __init__(self, words: Iterable[str]) -> None:
        """The words become the values as they are, so an enum's members stay members."""
        self._words = {str(word): word for word in words}

    def read(self, node: yaml.Node, name: str, desk: Desk) -> str | None:
        """Return the word, as the member it is."""
        text = scalar(node, name, desk)
        if text is None:
            return None
        word = self._words.get(text)
        if word is None:
            close = nearest(text, self._words)
            many = len(self._words) > 10  # noqa: PLR2004 -- what a line can hold
            use = f"Did you mean {close}?" if close and many else f"Use {either(self._words)}."
            desk.error(node, f"{name} says {quoted(text)}. {use}")
        return word

    def schema(self) -> Schema:
        """Return the words; a figure is one to an editor as well as a text."""
        return {"enum": [*self._words, *(int(word) for word in self._words if word.isdigit())]}


class Flag:
    """Yes or no."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> bool | None:
        """Return the truth."""
        text = scalar(node, name, desk)
        if text is None:
            return None
        truth = _TRUTH.get(text.lower())
        if truth is None:
            desk.error(node, f"{name} says {quoted(text)}. Use true or false.")
        return truth

    def schema(self) -> Schema:
        """Return a truth value."""
        return {"type": "boolean"}


class Count:
    """A whole number of at least `least`."""

    def __init__(self, least: int = 1) -> None:
        """`least` is the smallest legal number."""
        self._least = least

    def read(self, node: yaml.Node, name: str, desk: Desk) -> int | None:
        """Return the number."""
        text = scalar(node, name, desk)
        if text is None:
            return None
        if re.fullmatch(r"\d{1,9}", text, re.ASCII) is None or int(text) < self._least:
            desk.error(node, f"{name} says {quoted(text)}. Use a whole number from {self._least}.")
            return None
        return int(text)

    def schema(self) -> Schema:
        """Return a bounded integer."""
        return {"type": "integer", "minimum": self._least}


class Listing:
    """A list of at least one item; items that are lists themselves (`$name`) are spread out."""

    def __init__(self, item: Shape) -> None:
        """Every item has the shape `item`."""
        self._item = item

    def read(self, node: yaml.Node, name: str, desk: Desk) -> tuple[object, ...] | None:
        """Return the items in order; a None in it has been noted."""
        if not isinstance(node, yaml.SequenceNode):
            desk.error(node, f"{name} should be a list: [first, second].")
            return None
        if not node.value:
            desk.error(node, f"{name} is an empty list. Put something in, or take the line out.")
        items: list[object] = []
        for child in node.value:
            value = self._item.read(child, name, desk)
            items += value if isinstance(value, Spread) else (value,)
        return tuple(items)

    def schema(self) -> Schema:
        """Return an array."""
        return {"type": "array", "minItems": 1, "items": self._item.schema()}


class Spread(tuple[object, ...]):
    """Several items that stand in a list's place for one."""

    __slots__ = ()


class Table:
    """A mapping with free keys, such as `swap` or the organisation's lists."""

    def __init__(self, key: Shape, value: Shape) -> None:
        """Every key reads as `key`, every value as `value`."""
        self._key = key
        self._value = value

    def read(self, node: yaml.Node, name: str, desk: Desk) -> dict[str, object] | None:
        """Return the mapping in the order written."""
        found = pairs(node, name, desk)
        if found is None:
            return None
        if not found:
            desk.error(node, f"{name} is empty. Put something in, or take the line out.")
        table: dict[str, object] = {}
        for key, (key_node, value) in found.items():
            legal = self._key.read(key_node, name, desk)
            if legal is not None:
                table[str(legal)] = self._value.read(value, key, desk)
        return table

    def schema(self) -> Schema:
        """Return an object with free keys; a choice of keys is listed."""
        keys = {name: value for name, value in self._key.schema().items() if name != "type"}
        values = self._value.schema()
        return {
            "type": "object",
            "minProperties": 1,
            "propertyNames": keys,
            "additionalProperties": values,
        }


class OneOf:
    """A value that may be written in several ways: as a text, as a list, as a mapping."""

    def __init__(
        self,
        *,
        text: Shape | None = None,
        listing: Shape | None = None,
        mapping: Shape | None = None,
        hint: str,
    ) -> None:
        """`hint` says what is legal, for values written any other way."""
        self._ways = {
            yaml.ScalarNode: text,
            yaml.SequenceNode: listing,
            yaml.MappingNode: mapping,
        }
        self._hint = hint

    def read(self, node: yaml.Node, name: str, desk: Desk) -> object:
        """Return what the matching way returns."""
        way = self._ways.get(type(node))
        if way is None:
            desk.error(node, f"{name} should be {self._hint}.")
            return None
        return way.read(node, name, desk)

    def schema(self) -> Schema:
        """Return the ways."""
        return {"anyOf": [way.schema() for way in self._ways.values() if way is not None]}


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
