"""Shapes that hold other shapes: lists, free mappings, values with several ways to write them."""

from __future__ import annotations

import yaml

from bot.policy.files.desk import Desk
from bot.policy.files.nodes import pairs
from bot.policy.files.shape import Schema, Shape


class Listing:
    """A list of at least one item; items that are lists themselves (`$name`) are spread out."""

    def __init__(self, item: Shape, *, may_be_empty: bool = False) -> None:
        """Every item has the shape `item`."""
        self._item = item
        self._may_be_empty = may_be_empty

    def read(self, node: yaml.Node, name: str, desk: Desk) -> tuple[object, ...] | None:
        """Return the items in order; a None in it has been noted."""
        if not isinstance(node, yaml.SequenceNode):
            desk.error(node, f"{name} should be a list: [first, second].")
            return None
        if not node.value and not self._may_be_empty:
            desk.error(node, f"{name} is an empty list. Put something in, or take the line out.")
        items: list[object] = []
        for child in node.value:
            value = self._item.read(child, name, desk)
            items += value if isinstance(value, Spread) else (value,)
        return tuple(items)

    def schema(self) -> Schema:
        """Return an array."""
        least = {} if self._may_be_empty else {"minItems": 1}
        return {"type": "array", **least, "items": self._item.schema()}


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
        """Return the mapping in the order written; a `$list` is a key for each of its words."""
        found = pairs(node, name, desk)
        if found is None:
            return None
        if not found:
            desk.error(node, f"{name} is empty. Put something in, or take the line out.")
        table: dict[str, object] = {}
        for key, (key_node, value) in found.items():
            legal = self._key.read(key_node, name, desk)
            if legal is not None:
                keys = legal if isinstance(legal, Spread) else (legal,)
                read = self._value.read(value, key, desk)
                table |= dict.fromkeys(map(str, keys), read)
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
