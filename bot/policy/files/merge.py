"""Laying one rule's keys over another's: overridden, added to, or taken away."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from bot.policy.files.desk import Desk
from bot.policy.files.nodes import Pair, Pairs, quoted
from bot.policy.files.rule_shape import COMMON

SIGNS = ("+", "-")


def merge(base: Pairs, own: Pairs, extends: str, desk: Desk) -> dict[str, Pair]:
    """Return `base` with what `own` overrides, adds (`any+`) and takes away (`any-`)."""
    merged = dict(base)
    for name, pair in own.items():
        bare, sign = name[:-1], name[-1:]
        if name == "extends":
            continue
        if sign not in SIGNS or name in COMMON:
            merged[name] = Pair(pair.key, _inner(base.get(name), pair, extends, desk))
        else:
            changed = _change(base.get(bare), pair, sign, extends, desk)
            merged.pop(bare, None)
            if changed is not None:
                merged[bare] = Pair(_named(bare, pair.key), changed)
    return merged


def _inner(base: Pair | None, own: Pair, extends: str, desk: Desk) -> yaml.Node:
    """Return the child's value; a mapping that holds `any+:` and the like changes the parent's."""
    value = own.value
    if base is None or not isinstance(value, yaml.MappingNode):
        return value
    if not isinstance(base.value, yaml.MappingNode) or not _has_signs(value):
        return value
    merged = merge(_mapping(base.value), _mapping(value), extends, desk)
    return yaml.MappingNode(
        value.tag, [(pair.key, pair.value) for pair in merged.values()], value.start_mark
    )


def _has_signs(node: yaml.MappingNode) -> bool:
    for key, value in node.value:
        if isinstance(key.value, str) and key.value.endswith(SIGNS):
            return True
        if isinstance(value, yaml.MappingNode) and _has_signs(value):
            return True
    return False


def _mapping(node: yaml.MappingNode) -> dict[str, Pair]:
    return {str(key.value): Pair(key, value) for key, value in node.value}


def _named(name: str, at: yaml.Node) -> yaml.Node:
    return yaml.ScalarNode(at.tag, name, at.start_mark)


def _change(base: Pair | None, own: Pair, sign: str, extends: str, desk: Desk) -> yaml.Node | None:
    name = str(own.key.value)[:-1]
    if base is None:
        if sign == "+":
            return own.value
        desk.error(own.key, f"{name}- takes something away, and {extends} has no {name}.")
        return None
    if isinstance(base.value, yaml.MappingNode) and isinstance(own.value, yaml.MappingNode):
        return _more_pairs(base.value, own.value)
    if not isinstance(own.value, yaml.SequenceNode):
        desk.error(own.value, f"{name}{sign} should be a list: [first, second].")
        return None
    items = base.value.value if isinstance(base.value, yaml.SequenceNode) else [base.value]
    more = own.value.value
    kept = [*items, *more] if sign == "+" else _without(items, own.value, extends, desk)
    return yaml.SequenceNode(own.value.tag, kept, own.value.start_mark) if kept else None


def _more_pairs(base: yaml.MappingNode, own: yaml.MappingNode) -> yaml.Node:
    pairs: Mapping[str, Pair] = {**_mapping(base), **_mapping(own)}
    return yaml.MappingNode(own.tag, [(p.key, p.value) for p in pairs.values()], own.start_mark)


def _without(
    items: list[yaml.Node], gone: yaml.SequenceNode, extends: str, desk: Desk
) -> list[yaml.Node]:
    names = {_name_of(item) for item in items}
    for node in gone.value:
        if _name_of(node) not in names:
            desk.error(node, f"takes {quoted(_name_of(node))} away, which {extends} does not have.")
    unwanted = {_name_of(node) for node in gone.value}
    return [item for item in items if _name_of(item) not in unwanted]


def _name_of(node: yaml.Node) -> str:
    """Return what an item of a list is called: its text, or an exception's phrase."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.MappingNode):
        named = _mapping(node)
        for key in ("phrase", "name", "draft"):
            if key in named:
                return str(named[key].value.value)
    return ""
