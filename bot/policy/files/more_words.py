"""Words that a pack adds to the organisation's lists, so that a list can grow beside its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import yaml

from bot.policy.company import Organisation
from bot.policy.files.company_file import LIST_TERMS, NAME
from bot.policy.files.desk import Desk
from bot.policy.files.listing import Table
from bot.policy.files.nodes import pairs, quoted
from bot.policy.files.shape import Schema
from bot.policy.problem import nearest

DERIVED = frozenset({"organization", "public_domains", "internal_domains"})
"""Lists that are made from other lines of organization.yaml, and grow there."""

More = tuple[str, tuple[str, ...]]


class MoreWords:
    """`{products+: [words]}`: lists by name, each with the words that are added to it."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> tuple[More, ...]:
        """Return what is added, in the order written."""
        added: list[More] = []
        for key, pair in (pairs(node, name, desk) or {}).items():
            wrong = _wrong(key, desk.lists)
            if wrong:
                desk.error(pair.key, f"{name} says {quoted(key)}. {wrong}")
                continue
            terms = LIST_TERMS.read(pair.value, key, desk) or ()
            added.append((key[:-1], tuple(term for term in terms if isinstance(term, str))))
        return tuple(added)

    def schema(self) -> Schema:
        """Return an object whose keys end in a plus sign."""
        named = {**Table(NAME, LIST_TERMS).schema()}
        return named | {"propertyNames": {"pattern": r"^[A-Za-z][\w-]*\+$"}}


def with_more_words(organisation: Organisation, added: Iterable[More]) -> Organisation:
    """Return the organisation with its lists grown; a secret list stays secret."""
    lists = dict(organisation.lists)
    for name, terms in added:
        known = lists[name].terms
        new = (term for term in dict.fromkeys(terms) if term not in known)
        lists[name] = replace(lists[name], terms=(*known, *new))
    return replace(organisation, lists=lists)


def _wrong(key: str, lists: Mapping[str, object]) -> str | None:
    name = key.removesuffix("+")
    if name in DERIVED:
        return "This list is made from other lines of organization.yaml. Add it there."
    if name not in lists:
        close = nearest(name, lists)
        known = ", ".join(f"{each}+" for each in lists if each not in DERIVED)
        return f"Did you mean {close}+?" if close else f"Legal here: {known or 'nothing yet'}."
    return None if key.endswith("+") else f"A pack adds to a list: write {key}+."
