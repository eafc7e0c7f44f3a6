"""The shape of a whole rule: its keys, and what must be true between them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import yaml

from bot.policy.bodies import KINDS
from bot.policy.desk import Desk
from bot.policy.moments import ActiveShape, Moment
from bot.policy.parts import (
    DURING,
    EXCEPTIONS,
    MESSAGE,
    SEVERITY,
    SUGGEST,
    TESTS,
    WHEN,
)
from bot.policy.problem import either
from bot.policy.record import Field, Fields, read_fields
from bot.policy.schema import (
    SURVIVORS,
    TOPICS,
    Kind,
    LimitBody,
    Organisation,
    Pack,
    Rule,
    Status,
    Zone,
)
from bot.policy.shape import Choice, Flag, Listing, Pairs, Text
from bot.policy.source import place_of, tell
from bot.verdict import Platform, Verdict

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


@dataclass(frozen=True, slots=True)
class Source:
    """A rule as written: its keys, where it starts, its pack, and what it was made from.

    A flawed one has keys that stand in it twice: it is read for its other mistakes only.
    """

    pairs: Pairs
    node: yaml.Node
    pack: Pack
    extends: str = ""
    flawed: bool = False


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
    _check(rule, source, desk)
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


def _check(rule: Rule, source: Source, desk: Desk) -> None:
    _check_guard(rule, source, desk)
    _check_during(rule, source, desk)
    _check_tests(rule, source, desk)
    _check_placeholders(rule, source, desk)
    _check_reach(rule, source, desk)


def _at(source: Source, *names: str) -> yaml.Node:
    """Return the value of the first of these keys that was given, else the rule itself."""
    return next((source.pairs[name].value for name in names if name in source.pairs), source.node)


def _check_guard(rule: Rule, source: Source, desk: Desk) -> None:
    if rule.survives_guard and rule.topic not in SURVIVORS:
        desk.error(
            _at(source, "survives_guard"),
            f"survives_guard is not for {rule.topic}: protected speech comes first. "
            f"It is legal for {either(SURVIVORS)}.",
        )


def _check_during(rule: Rule, source: Source, desk: Desk) -> None:
    for _, severity in rule.during:
        if Verdict(severity.value).rank <= Verdict(rule.severity.value).rank:
            desk.error(
                _at(source, "during"),
                f"during says {severity}, which is no graver than the rule's own {rule.severity}.",
            )


def _check_tests(rule: Rule, source: Source, desk: Desk) -> None:
    if rule.status is not Status.LIVE:
        return
    expected = {test.expect for test in rule.tests}
    missing = [word for word in ("match", "no_match") if word not in expected]
    if missing:
        desk.error(
            _at(source, "tests"),
            f"{rule.id} is live and has no test that expects {either(missing)}. "
            "Add one, or say `status: watch` until you have it.",
        )


def _check_placeholders(rule: Rule, source: Source, desk: Desk) -> None:
    if rule.kind is Kind.LIMIT:
        return
    for name in ("message", "why"):
        for word in ("{count}", "{limit}"):
            if word in getattr(rule, name):
                desk.error(_at(source, name), f"{name} holds {word}, which only limit rules know.")


def _check_reach(rule: Rule, source: Source, desk: Desk) -> None:
    if isinstance(rule.body, LimitBody):
        for counter, most in rule.body.at_most.items():
            reached = [
                p for p in rule.when.platforms or Platform if _has_limit(p, counter, most, desk)
            ]
            if not reached:
                node = _at(source, "at_most")
                desk.error(node, f"{counter} has no limit on any platform of this rule.")
        return
    terms = getattr(rule.body, "terms", None) or getattr(rule.body, "trigger", None)
    if terms is not None and terms.any_ and set(terms.any_) <= set(terms.none):
        desk.error(_at(source, "none"), "none holds every phrase of any, so this can never match.")


def _has_limit(platform: Platform, counter: str, most: object, desk: Desk) -> bool:
    if isinstance(most, int):
        return True
    if isinstance(most, Mapping):
        return platform in most
    limits = desk.limits.get(platform)
    return limits is not None and getattr(limits, counter) is not None
