"""Inheritance: a rule that says `extends` starts from another one's keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

from bot.policy.desk import Desk
from bot.policy.problem import nearest
from bot.policy.rule_shape import COMMON, EXTENDS, Source
from bot.policy.schema import Pack
from bot.policy.shape import Pair, Pairs, is_null, quoted
from bot.policy.source import place_of

_SIGNS = ("+", "-")


@dataclass(frozen=True, slots=True)
class Written:
    """A rule as it stands in its file, before inheritance; `flawed` when keys stand in it twice."""

    pairs: Pairs
    node: yaml.Node
    pack: Pack
    flawed: bool = False


@dataclass(slots=True)
class Family:
    """All rules by id, each with the versions that later packs made of it, oldest first."""

    versions: dict[str, list[Source]] = field(default_factory=dict)

    def newest(self, rule_id: str) -> Source | None:
        """Return a rule as the packs so far have left it."""
        versions = self.versions.get(rule_id)
        return versions[-1] if versions else None

    def add(self, rule_id: str, source: Source) -> None:
        """Add a rule, or the next version of one."""
        self.versions.setdefault(rule_id, []).append(source)


def settle(written: Iterable[Written], desk: Desk) -> Family:
    """Return all rules with what they inherit; what cannot be resolved is noted and left out.

    A rule that extends another under the same id (or none) becomes its next version; under an id
    of its own it stands beside it. Rules may extend what stands later in the same packs.
    """
    family = Family()
    waiting = list(written)
    while waiting:
        left = [rule for rule in waiting if not _place(rule, family, desk)]
        if len(left) == len(waiting):
            break
        waiting = left
    for rule in waiting:
        _note_orphan(rule, family, desk)
    return family


def _place(rule: Written, family: Family, desk: Desk) -> bool:
    """Put a rule into the family; False when what it extends is not there yet."""
    rule_id, extends = _text(rule.pairs, "id"), _text(rule.pairs, "extends")
    if "extends" not in rule.pairs:
        source = Source(rule.pairs, rule.node, rule.pack, flawed=rule.flawed)
        _place_new(rule_id, source, family, desk)
        return True
    before = desk.errors
    EXTENDS.shape.read(rule.pairs["extends"].value, "extends", desk)
    if desk.errors > before or extends is None:
        return True
    pack_name, _, base_id = extends.partition("/")
    base = family.newest(base_id)
    if base is None or base.pack.name != pack_name:
        return False
    pairs = _merge(base.pairs, rule.pairs, extends, desk)
    if desk.errors > before:
        return True
    is_version = rule_id in {None, base_id}
    pack, flawed = base.pack if is_version else rule.pack, base.flawed or rule.flawed
    source = Source(pairs, rule.node, pack, extends, flawed)
    if is_version:
        family.add(base_id, source)
    else:
        _place_new(rule_id, source, family, desk)
    return True


def _place_new(rule_id: str | None, source: Source, family: Family, desk: Desk) -> None:
    first = family.newest(rule_id) if rule_id else None
    if first is not None:
        desk.error(
            source.pairs["id"].value,
            f"id says {quoted(str(rule_id))}, which {place_of(first.node)} has already. "
            "Give this rule an id of its own.",
        )
        return
    # Without an id it is read all the same, so that whatever else is wrong is said as well.
    family.add(rule_id or f"\0{place_of(source.node)}", source)


def _note_orphan(rule: Written, family: Family, desk: Desk) -> None:
    node = rule.pairs["extends"].value
    known = [f"{versions[0].pack.name}/{key}" for key, versions in family.versions.items()]
    close = nearest(node.value, known)
    hint = f"Did you mean {close}?" if close else "Write pack/rule-id of a rule that is loaded."
    desk.error(node, f"extends says {quoted(node.value)}, and there is no such rule. {hint}")


def _text(pairs: Pairs, name: str) -> str | None:
    pair = pairs.get(name)
    if pair is None or not isinstance(pair.value, yaml.ScalarNode) or is_null(pair.value):
        return None
    return str(pair.value.value)


def _merge(base: Pairs, own: Pairs, extends: str, desk: Desk) -> dict[str, Pair]:
    merged = dict(base)
    for name, pair in own.items():
        bare, sign = name[:-1], name[-1:]
        if name == "extends":
            continue
        if sign not in _SIGNS or name in COMMON:
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
    merged = _merge(_mapping(base.value), _mapping(value), extends, desk)
    return yaml.MappingNode(
        value.tag, [(pair.key, pair.value) for pair in merged.values()], value.start_mark
    )


def _has_signs(node: yaml.MappingNode) -> bool:
    for key, value in node.value:
        if isinstance(key.value, str) and key.value.endswith(_SIGNS):
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
