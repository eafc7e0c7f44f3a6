"""The shape of a whole rule: its keys, and what must be true between them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, cast

from bot.policy.company import Organisation
from bot.policy.files.bodies import KINDS
from bot.policy.files.desk import Desk
from bot.policy.files.listing import Listing
from bot.policy.files.moments import ActiveShape, Moment
from bot.policy.files.nodes import Pairs
from bot.policy.files.parts import DURING, EXCEPTIONS, MESSAGE, SEVERITY, SUGGEST, WHEN
from bot.policy.files.record import Field, Fields, read_fields
from bot.policy.files.rule_checks import check
from bot.policy.files.rule_tests import TESTS
from bot.policy.files.shape import Choice, Flag, Text
from bot.policy.files.source import place_of, tell
from bot.policy.files.written import Source
from bot.policy.problem import either
from bot.policy.schema import TOPICS, Kind, Pack, Rule, Status, Zone

KEBAB = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_KEBAB_HINT = "Use small letters, digits and single hyphens, such as employee-disclosure."
_LINK = Text(pattern=r"https?://\S+", hint="Write the whole address, with https://.")

COMMON: Fields = {
    "id": Field(
        Text(pattern=KEBAB, hint=_KEBAB_HINT), "Its name for good, never reused.", required=True
    ),
    "title": Field(Text(), "The policy clause in one line.", required=True),
    "topic": Field(Choice(TOPICS), "What it is about; decides whom to ask.", required=True),
    "severity": Field(SEVERITY, "polish, fix or ask.", required=True),
    "status": Field(Choice(Status), "off, watch (counted, never shown), live or retired."),
    "kind": Field(Choice(Kind), "phrase, replace, require, limit or detect.", required=True),
    "message": Field(MESSAGE, "What the author reads. {match} is the text found.", required=True),
    "why": Field(MESSAGE, "The reason, in one sentence.", required=True),
    "link": Field(_LINK, "Where to read more."),
    "owner": Field(Text(), "The channel to ask; else the topic's contact, else the pack's owner."),
    "reviewed_on": Field(Moment(), "When somebody last read this rule."),
    "survives_guard": Field(
        Flag(), "Whether it speaks where the protected-speech guard is silent."
    ),
    "when": Field(WHEN, "The drafts it reads; else all."),
    "active": Field(ActiveShape(), "When it works: {from, until} or $calendar_entry; else always."),
    "during": Field(DURING, "A graver severity while a calendar entry lasts."),
    "skip": Field(Listing(Choice(Zone)), "Parts of a draft to leave alone."),
    "exceptions": Field(EXCEPTIONS, "Longer phrases that are fine."),
    "suggest": Field(SUGGEST, "The way out that the author is offered."),
    "tests": Field(TESTS, "Drafts with what the rule should make of them."),
}
EXTENDS = Field(
    Text(pattern=rf"{KEBAB}/{KEBAB}", hint="Write pack/rule-id, such as core/employee-disclosure."),
    "The rule to start from, as pack/rule-id. The same id (or none) changes that rule itself.",
)
"""Not in COMMON: the loader resolves it before a rule is read."""


def read_rule(source: Source, organisation: Organisation, desk: Desk) -> Rule | None:
    """Return the rule, or None once everything wrong with it has been noted."""
    before = desk.errors
    kind = _kind(source.pairs)
    fields = fields_of(kind)
    values = read_fields(source.pairs, fields, f"a {kind} rule" if kind else "a rule", desk)
    _note_missing(source, kind, desk)
    if desk.errors > before or kind is None:
        return None
    rule = _build(values, kind, source, organisation)
    check(rule, source, desk)
    return None if source.flawed or desk.errors > before else rule


def fields_of(kind: Kind | None) -> Fields:
    """Return the legal keys of a kind; of all kinds together where it is not known."""
    if kind is not None:
        return {**COMMON, **KINDS[kind].fields}
    return {
        **COMMON,
        **{key: field for shape in KINDS.values() for key, field in shape.fields.items()},
    }


def _kind(found: Pairs) -> Kind | None:
    pair = found.get("kind")
    return _KINDS.get(str(pair.value.value)) if pair else None


_KINDS = {kind.value: kind for kind in Kind}


def _note_missing(source: Source, kind: Kind | None, desk: Desk) -> None:
    for name, field in COMMON.items():
        if field.required and name not in source.pairs:
            desk.error(source.node, f"this rule needs {name}: {field.doc}")
    needs = KINDS[kind].needs if kind else ()
    if needs and not source.pairs.keys() & set(needs):
        desk.error(source.node, f"a {kind} rule looks for nothing without {either(needs)}.")


def _build(
    values: Mapping[str, object], kind: Kind, source: Source, organisation: Organisation
) -> Rule:
    body = KINDS[kind].build(values)
    common = cast("dict[str, Any]", {key: value for key, value in values.items() if key in COMMON})
    common["skip"] = frozenset(common.get("skip", ()))
    common["owner"] = common.get("owner") or _whom_to_ask(
        common["topic"], source.pack, organisation
    )
    return Rule(
        **common,
        body=body,
        pack=source.pack,
        place=place_of(source.node),
        revision=_revision(source.pairs),
        extends=source.extends,
    )


def _whom_to_ask(topic: str, pack: Pack, organisation: Organisation) -> str:
    contacts = organisation.contacts
    return contacts.get(topic) or pack.owner or contacts.get("default", "")


def _revision(found: Pairs) -> str:
    told: list[str] = []
    for name in sorted(found):
        if name not in {"tests", "reviewed_on"}:
            told.append(name)
            tell(found[name].value, told)
    written = "\0".join(told).encode("utf-8", "surrogatepass")
    return hashlib.sha256(written).hexdigest()[:12]
