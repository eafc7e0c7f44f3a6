"""Reading facts.yaml: the approved statements, every mistake with its place and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

import yaml

from bot.policy.files.company_file import NAME, VERSION
from bot.policy.files.desk import Desk
from bot.policy.files.languages import LANGUAGE
from bot.policy.files.listing import Listing, Table
from bot.policy.files.moments import Moment
from bot.policy.files.nodes import pairs
from bot.policy.files.record import Field, Record
from bot.policy.files.shape import Choice, Text
from bot.policy.files.source import place_of
from bot.policy.problem import Gravity, Place, Problem
from bot.verdict import Platform
from bot.vocabulary.facts import Fact

_NO_WORDINGS: Mapping[str, str] = {}
SOON = timedelta(days=30)
"""How long before its end a statement's owner should know: time to ask and to approve anew."""


def _fact(
    wording: str = "",
    platforms: tuple[Platform, ...] = (),
    wordings: Mapping[str, str] = _NO_WORDINGS,
    **values: Any,  # noqa: ANN401 -- shapes made them
) -> Fact:
    return Fact(
        wording=wording or values["statement"],
        platforms=frozenset(platforms),
        wordings=tuple(wordings.items()),
        **values,
    )


FACT = Record(
    "a fact",
    {
        "id": Field(NAME, "Its name, for rules that offer it.", required=True),
        "statement": Field(Text(), "What comms approved, in one sentence.", required=True),
        "wording": Field(Text(), "How to put it in a post, where that is not the statement."),
        "wordings": Field(
            Table(LANGUAGE, Text()), "How to put it in a post in other languages: {pt: ...}."
        ),
        "source": Field(Text(), "Where it stands, as an address.", required=True),
        "owner": Field(Text(), "The channel that answers for it.", required=True),
        "valid_from": Field(Moment(), "The first day it may be used.", required=True),
        "valid_until": Field(Moment(late=True), "The first day it no longer holds."),
        "platforms": Field(Listing(Choice(Platform)), "Where it may be used; else everywhere."),
    },
    _fact,
)
_FILE = {"version": VERSION, "facts": Field(Listing(FACT), "The statements, as a list.")}
FACTS = Record("facts.yaml", _FILE, dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """The statements by id. `places` also holds the ids of those that were left out."""

    by_id: Mapping[str, Fact] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


def read_facts(root: yaml.Node, desk: Desk) -> Facts:
    """Return the statements; one with a mistake is left out, and so is a second of the same id."""
    top = pairs(root, "facts.yaml", desk)
    if top is None:
        return Facts()
    listed = top.pop("facts", None)
    FACTS.read_pairs(top, root, desk)
    if listed is not None and not isinstance(listed.value, yaml.SequenceNode):
        desk.error(listed.value, "facts should be a list: each fact begins with `- id:`.")
        return Facts()
    facts: dict[str, Fact] = {}
    places: dict[str, Place] = {}
    for node in listed.value.value if listed is not None else ():
        fact = _sound(node, desk)
        name = fact.id if fact is not None else _id(node)
        if name in places:
            desk.error(
                node, f"the id {name} is taken: it stands in {places[name]}. Give it its own."
            )
        elif name:
            places[name] = place_of(node)
            if fact is not None:
                facts[name] = fact
    return Facts(facts, places)


def stale(facts: Facts, at: datetime) -> Iterator[Problem]:
    """Yield a warning for each statement that has expired or soon will."""
    for name, fact in facts.by_id.items():
        if fact.valid_until is None or at < fact.valid_until - SOON:
            continue
        place = facts.places[name]
        days = -((at - fact.valid_until) // timedelta(days=1))  # begun days count
        if fact.expired(at):
            says = f"{name} has expired: it backs nothing and no rule offers it."
        else:
            says = f"{name} expires in {days} day{'' if days == 1 else 's'}."
        remedy = f"Ask {fact.owner}, then renew valid_until or take the fact out."
        yield Problem(place.path, place.line, place.column, f"{says} {remedy}", Gravity.WARNING)


def _sound(node: yaml.Node, desk: Desk) -> Fact | None:
    fact = cast("Fact | None", FACT.read(node, "a fact", desk))
    if fact is None or fact.valid_until is None or fact.valid_until > fact.valid_from:
        return fact
    desk.error(node, f"{fact.id} ends before it begins, so it never holds. Swap the two dates.")
    return None


def _id(node: yaml.Node) -> str:
    """Return the id of a fact that has a mistake, so that rules which name it are not blamed."""
    written = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((str(value.value) for key, value in written if key.value == "id"), "")
