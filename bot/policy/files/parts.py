"""Shapes for the parts that every rule may have: scope, dates, exceptions, suggestion, tests."""

from __future__ import annotations

import re
from typing import cast

import yaml

from bot.policy.files.desk import Desk
from bot.policy.files.languages import LANGUAGE
from bot.policy.files.listing import Listing, OneOf, Spread
from bot.policy.files.moments import Moment, calendar_entry
from bot.policy.files.nodes import pairs
from bot.policy.files.phrases import Phrase
from bot.policy.files.record import Field, Record
from bot.policy.files.shape import Choice, Flag, Schema, Text
from bot.policy.problem import either, nearest
from bot.policy.schema import Exemption, Scope, Suggest, Windows
from bot.verdict import Platform, Purpose, Severity

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_SPACED = re.compile(r"(\{\s*(\w+)\s*\})")
_BRACE = re.compile("[{}]")
PLACEHOLDERS = ("match", "owner", "organization", "count", "limit", "platform", "words")


def check_placeholders(text: str, desk: Desk) -> str | None:
    """Say which placeholder of a message is unknown or not well written, or None."""
    del desk
    legal = either(f"{{{known}}}" for known in PLACEHOLDERS)
    for name in _PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            close = nearest(name, PLACEHOLDERS)
            return f"It knows no {{{name}}}. " + (
                f"Did you mean {{{close}}}?" if close else f"Use {legal}."
            )
    if _BRACE.search(_PLACEHOLDER.sub("", text)):
        return f"A brace stands only around a placeholder, without spaces: {legal}."
    return None


def placeholders(text: str) -> frozenset[str]:
    """Return the placeholders of a message, as they are written."""
    return frozenset(f"{{{name}}}" for name in _PLACEHOLDER.findall(text))


def check_swap(text: str, desk: Desk) -> str | None:
    """Say which placeholder of a better word is a slip; other braces are the author's own text."""
    del desk
    for written, name in _SPACED.findall(text):
        close = nearest(name, PLACEHOLDERS)
        if close and written != f"{{{close}}}":
            return f"It knows no {written}. Did you mean {{{close}}}?"
    return None


def check_role(text: str, desk: Desk) -> str | None:
    """Say which roles there are, where the organisation names them and this is none."""
    if desk.roles and text.lower() not in desk.roles:
        return f"The roles in organization.yaml are {either(desk.roles)}."
    return None


def _check_fact(text: str, desk: Desk) -> str | None:
    if desk.facts is None or text in desk.facts:
        return None
    close = nearest(text, desk.facts)
    return "facts.yaml has no such id." + (f" Did you mean {close}?" if close else "")


MESSAGE = Text(check_placeholders)


def _scope(
    platforms: object = (), purposes: object = (), roles: object = (), lang: object = ()
) -> Scope:
    lower = (
        tuple(str(item).lower() for item in cast("tuple[str, ...]", given))
        for given in (roles, lang)
    )
    return Scope(platforms, purposes, *lower)  # type: ignore[arg-type]  # shapes made them


WHEN = Record(
    "when",
    {
        "platforms": Field(Listing(Choice(Platform)), "Only on these platforms."),
        "purposes": Field(Listing(Choice(Purpose)), "Only for these purposes: post, reply, share."),
        "roles": Field(Listing(Text(check_role)), "Only for authors with one of these roles."),
        "lang": Field(Listing(LANGUAGE), "Only where the author chose one of these languages."),
    },
    _scope,
)


_EXEMPTION = Record(
    "an exception",
    {
        "phrase": Field(Phrase(), "A longer phrase that is fine, or $list.", required=True),
        "reason": Field(Text(), "Why it is fine."),
        "by": Field(Text(), "Who decided."),
        "until": Field(Moment(late=True), "The first moment at which it no longer holds."),
    },
    dict,
)


class ExceptionShape:
    """A phrase, or a mapping with reason, author and end; a list becomes one exception a phrase."""

    def __init__(self) -> None:
        """Take both ways."""
        self._ways = OneOf(
            text=Phrase(), mapping=_EXEMPTION, hint="a phrase or {phrase, reason, by, until}"
        )

    def read(self, node: yaml.Node, name: str, desk: Desk) -> Spread | None:
        """Return the exceptions."""
        found = self._ways.read(node, name, desk)
        values = found if isinstance(found, dict) else {"phrase": found}
        phrase = values.pop("phrase", None)
        if phrase is None:
            return None
        phrases = phrase if isinstance(phrase, Spread) else (phrase,)
        return Spread(Exemption(one, **values) for one in cast("tuple[str, ...]", phrases))

    def schema(self) -> Schema:
        """Return both ways."""
        return self._ways.schema()


class DuringShape:
    """`{$calendar_entry: severity}`."""

    def read(
        self, node: yaml.Node, name: str, desk: Desk
    ) -> tuple[tuple[Windows, Severity], ...] | None:
        """Return the windows with their severities."""
        found = pairs(node, name, desk)
        if found is None:
            return None
        read: list[tuple[Windows, Severity]] = []
        for key, pair in found.items():
            windows = calendar_entry(key, pair.key, name, desk)
            severity = SEVERITY.read(pair.value, key, desk)
            if windows is not None and severity is not None:
                read.append((windows, Severity(severity)))
        return tuple(read)

    def schema(self) -> Schema:
        """Return a mapping from calendar entries to severities."""
        return {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": False,
            "patternProperties": {r"^\$[\w-]+$": SEVERITY.schema()},
        }


SEVERITY = Choice(Severity)


def _suggest(*, replace_with: object = (), **values: object) -> Suggest:
    texts = replace_with if isinstance(replace_with, tuple) else (replace_with,)
    return Suggest(replace_with=texts, **values)  # type: ignore[arg-type]  # shapes made them


SUGGEST = Record(
    "suggest",
    {
        "insert_first": Field(MESSAGE, "Text to put in front of the draft."),
        "replace_with": Field(
            OneOf(text=MESSAGE, listing=Listing(MESSAGE), hint="a text or a list of texts"),
            "What may stand in the place of the match.",
        ),
        "remove": Field(Flag(), "Whether taking the match out mends it."),
        "fact": Field(Text(_check_fact), "The id of an approved statement in facts.yaml."),
    },
    _suggest,
)


EXCEPTIONS = Listing(ExceptionShape())
DURING = DuringShape()
