"""The keys that belong to one kind of rule, and the body that is built from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

import yaml

from bot.policy.body import (
    Body,
    DetectBody,
    LimitBody,
    Need,
    PhraseBody,
    ReplaceBody,
    RequireBody,
    Swap,
    Terms,
)
from bot.policy.counting import COUNTERS
from bot.policy.entities import NAMES
from bot.policy.files.desk import Desk
from bot.policy.files.listing import Listing, OneOf, Table
from bot.policy.files.parts import check_swap
from bot.policy.files.phrases import (
    CONDITIONS,
    LETTERS,
    NEED,
    PHRASES,
    TERMS,
    Looking,
    Phrase,
    build_need,
    build_terms,
)
from bot.policy.files.record import Field, Fields
from bot.policy.files.shape import Choice, Count, Schema, Text
from bot.policy.schema import Kind
from bot.verdict import Platform

CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class KindShape:
    """One kind's keys, of which at least one of `needs` must be given, and its body's builder."""

    fields: Fields
    needs: tuple[str, ...]
    build: Callable[[Mapping[str, object]], Body]


class SwapShape(Table):
    """`{from: to}`: phrases and what may stand in their place."""

    def __init__(self) -> None:
        """Take one replacement or several for each phrase."""
        word = Text(check_swap)
        texts = OneOf(text=word, listing=Listing(word), hint="a text or a list of texts")
        super().__init__(Phrase(), texts)

    def read(self, node: yaml.Node, name: str, desk: Desk) -> object:  # type: ignore[override]  # a body part, no table
        """Return the replacements; a list has no single replacement."""
        before = desk.errors
        table = super().read(node, name, desk)
        if table is None or desk.errors > before:
            return None
        return tuple(Swap(old, _texts(new)) for old, new in table.items())


def _texts(value: object) -> tuple[str, ...]:
    return cast("tuple[str, ...]", value if isinstance(value, tuple) else (value,))


class _Most:
    """How many: a number, `platform`, or a number for some platforms."""

    def __init__(self) -> None:
        self._ways = OneOf(
            text=_NumberOrPlatform(),
            mapping=Table(Choice(Platform), Count(0)),
            hint="a number, `platform`, or {platform: number}",
        )

    def read(self, node: yaml.Node, name: str, desk: Desk) -> object:
        return self._ways.read(node, name, desk)

    def schema(self) -> Schema:
        return self._ways.schema()


class _NumberOrPlatform(Count):
    def __init__(self) -> None:
        super().__init__(0)

    def read(self, node: yaml.Node, name: str, desk: Desk) -> object:  # type: ignore[override]  # a word beside the number
        if isinstance(node, yaml.ScalarNode) and node.value == "platform":
            if name in {CHARACTERS, "hashtags"}:
                return "platform"
            desk.error(node, f"{name} has no limit of its own on any platform. Use a number.")
            return None
        return super().read(node, name, desk)

    def schema(self) -> Schema:
        return {"anyOf": [super().schema(), {"const": "platform"}]}


def _terms(values: Mapping[str, object]) -> Terms:
    known = (*TERMS, "any_", "all_")
    return build_terms(**{name: value for name, value in values.items() if name in known})


def _phrase(values: Mapping[str, object]) -> Body:
    return PhraseBody(_terms(values))


def _replace(values: Mapping[str, object]) -> Body:
    return ReplaceBody(cast("tuple[Swap, ...]", values["swap"]), _terms(values))


def _require(values: Mapping[str, object]) -> Body:
    return RequireBody(cast("Terms | None", values.get("if_")), cast("Need", values["need"]))


def _limit(values: Mapping[str, object]) -> Body:
    return LimitBody(cast("dict[str, int]", values["at_most"]))


def _detect(values: Mapping[str, object]) -> Body:
    entities = cast("tuple[str, ...]", values["entities"])
    return DetectBody(entities, cast("tuple[str, ...]", values.get("allow", ())), _terms(values))


_SWAP = Field(SwapShape(), "The words to replace, each with what may stand in its place.")
_IF = Field(Looking("if", TERMS, build_terms), "Where the rule asks for something; else always.")
_NEED = Field(Looking("need", NEED, build_need), "What must stand in the draft.")
_AT_MOST = Field(
    Table(Choice((CHARACTERS, *COUNTERS)), _Most()), "How many of a thing may stand in a draft."
)
_ENTITIES = Field(Listing(Choice(sorted(NAMES))), "The kinds of things to find.")
_ALLOW = Field(PHRASES, "What is fine: texts, domains, $lists.")

KINDS: Mapping[Kind, KindShape] = {
    Kind.PHRASE: KindShape(TERMS, ("any", "all", "regex"), _phrase),
    Kind.REPLACE: KindShape({"swap": _SWAP, **CONDITIONS, **LETTERS}, ("swap",), _replace),
    Kind.REQUIRE: KindShape({"if": _IF, "need": _NEED}, ("need",), _require),
    Kind.LIMIT: KindShape({"at_most": _AT_MOST}, ("at_most",), _limit),
    Kind.DETECT: KindShape(
        {"entities": _ENTITIES, "allow": _ALLOW, **CONDITIONS}, ("entities",), _detect
    ),
}
