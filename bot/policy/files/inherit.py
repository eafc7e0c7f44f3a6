"""Inheritance: a rule that says `extends` starts from another one's keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from bot.policy.files.desk import Desk
from bot.policy.files.merge import merge
from bot.policy.files.nodes import Pairs, is_null, quoted
from bot.policy.files.rule_shape import EXTENDS
from bot.policy.files.source import place_of
from bot.policy.files.written import Source, Written
from bot.policy.problem import nearest


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
        _note_orphan(rule, waiting, family, desk)
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
    pairs = merge(base.pairs, rule.pairs, extends, desk)
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


def _note_orphan(rule: Written, waiting: Iterable[Written], family: Family, desk: Desk) -> None:
    node = rule.pairs["extends"].value
    if node.value == _full_name(rule):
        desk.error(
            node, f"extends says {quoted(node.value)}, which is this very rule. Take it out."
        )
        return
    if any(node.value == _full_name(other) for other in waiting):
        desk.error(
            node,
            f"extends says {quoted(node.value)}, which cannot be used either: it extends a rule "
            "that is not there, or the two lead in a circle.",
        )
        return
    known = [f"{versions[0].pack.name}/{key}" for key, versions in family.versions.items()]
    close = nearest(node.value, known)
    hint = f"Did you mean {close}?" if close else "Write pack/rule-id of a rule that is loaded."
    desk.error(node, f"extends says {quoted(node.value)}, and there is no such rule. {hint}")


def _full_name(rule: Written) -> str:
    return f"{rule.pack.name}/{_text(rule.pairs, 'id')}"


def _text(pairs: Pairs, name: str) -> str | None:
    pair = pairs.get(name)
    if pair is None or not isinstance(pair.value, yaml.ScalarNode) or is_null(pair.value):
        return None
    return str(pair.value.value)
