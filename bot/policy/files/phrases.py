"""Shapes for what rules look for: phrases with lists and stems, regexes, words nearby."""

from __future__ import annotations

import re
from typing import cast

import re2  # type: ignore[import-untyped]  # the library ships no types
import yaml

from bot.policy.body import Near, Need, Terms
from bot.policy.files.desk import Desk
from bot.policy.files.listing import Listing, OneOf, Spread
from bot.policy.files.lists import in_regex, unknown
from bot.policy.files.nodes import quoted, scalar
from bot.policy.files.record import Field, Fields, Record
from bot.policy.files.shape import Choice, Count, Flag, Schema, Shape, Text
from bot.policy.matching.patterns import compiled
from bot.policy.text.view import fold

MOST_REGEX = 1000  # characters; a longer one is a list in disguise
_CONTROL = re.compile(r"[\x00-\x1f]")


class Phrase:
    """A phrase to look for, or `$name` for all phrases of one of the organisation's lists."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> str | Spread | None:
        """Return the phrase, or a list's phrases to be spread out."""
        text = scalar(node, name, desk)
        if text is None:
            return None
        if text.startswith("$") and text[1:2].isalpha():
            return _list(text, node, name, desk)
        wrong = _wrong(text)
        if wrong:
            desk.error(node, f"{name} says {quoted(text)}. {wrong}")
            return None
        return text

    def schema(self) -> Schema:
        """Return a text."""
        return Text().schema()


def _list(text: str, node: yaml.Node, name: str, desk: Desk) -> Spread | None:
    terms = desk.lists.get(text[1:])
    if terms is None:
        desk.error(node, f"{name} says {unknown(text, desk.lists)}")
        return None
    return Spread(terms)


def _wrong(text: str) -> str | None:
    folded = fold(text)
    if not folded.strip(" *"):
        return "Nothing visible is left of it. Write a word."
    if "*" not in folded:
        return None
    if any(part.startswith("*") for part in folded.split()):
        return "A * stands at the end of a word: recommend* also finds recommends."
    if any("*" in part[:-1] for part in folded.split()):
        return "A * stands only at the end of a word. Use regex: for anything else."
    return None


class Pattern:
    """A regex for RE2, which reads any text in linear time; `$name` is any word of that list."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> str | None:
        """Return the regex with its lists written out."""
        text = scalar(node, name, desk)
        if text is None:
            return None
        written_out = in_regex(text, node, name, desk)
        if written_out is None or desk.proven:
            return written_out
        wrong = _wrong_regex(text, written_out)
        if wrong:
            desk.error(node, f"{name} says {quoted(text)}. {wrong}")
            return None
        return written_out

    def schema(self) -> Schema:
        """Return a text."""
        return {"type": "string", "minLength": 1}


def _wrong_regex(text: str, written_out: str) -> str | None:
    if len(text) > MOST_REGEX:
        return f"It is longer than {MOST_REGEX} characters. Use a list of phrases."
    if _CONTROL.search(text):
        return "It holds a control character: put a regex between 'single quotation marks'."
    try:
        found = compiled(written_out).search(b"")
    except re2.error as error:
        why = error.args[0] if error.args else "RE2 does not know this"
        why = why.decode("utf-8", "replace") if isinstance(why, bytes) else why
        return f"RE2 cannot read it: {why}."
    if found is not None:
        return "It matches nothing at all, so it would match everywhere."
    return None


PHRASES = Listing(Phrase())
PATTERNS: Shape = OneOf(
    text=Pattern(), listing=Listing(Pattern()), hint="a regex or a list of them"
)


def _tuple(value: object) -> tuple[str, ...]:
    return cast("tuple[str, ...]", value if isinstance(value, tuple) else (value,))


def build_terms(*, regex: object = (), **values: object) -> Terms:
    """Return the terms; a single regex becomes a list of one."""
    return Terms(regex=_tuple(regex), **values)  # type: ignore[arg-type]  # shapes made them


def build_need(*, regex: object = (), **values: object) -> Need:
    """Return the need; a single regex becomes a list of one."""
    return Need(regex=_tuple(regex), **values)  # type: ignore[arg-type]  # shapes made them


_NEAR_FIELDS: Fields = {
    "any": Field(PHRASES, "The words to look for nearby.", required=True),
    "within": Field(Count(), "How many words away they may stand, both ways (10)."),
    "outside": Field(Flag(), "Whether words inside the match itself do not count (false)."),
}
_NEAR = Record("near", _NEAR_FIELDS, Near)

CONDITIONS: Fields = {
    "none": Field(PHRASES, "Phrases that, anywhere in the draft, keep the rule silent."),
    "near": Field(_NEAR, "Only where one of these words stands near the match."),
    "unless_near": Field(_NEAR, "Not where one of these words stands near the match."),
}
LETTERS: Fields = {
    "case": Field(Choice(("ignore", "exact")), "Whether capitals matter: ignore (usual), exact."),
    "whole_word": Field(Flag(), "Whole words only (true, the usual), or inside words too."),
}
TERMS: Fields = {
    "any": Field(PHRASES, "Phrases to find: any of them. * ends a word stem, $name is a list."),
    "all": Field(PHRASES, "Phrases that must all stand in the draft."),
    "regex": Field(
        PATTERNS, "RE2 regexes to find, for what phrases cannot say. $name is any word of a list."
    ),
    **CONDITIONS,
    **LETTERS,
}
NEED: Fields = {
    "any": Field(PHRASES, "Phrases of which one must stand there."),
    "all": Field(PHRASES, "Phrases that must all stand there."),
    "regex": Field(PATTERNS, "RE2 regexes of which one must match."),
    "first_chars": Field(Count(), "It counts only within so many characters from the start."),
    "in_hashtag_run": Field(
        Flag(), "Whether it also counts inside a run of three or more hashtags (false)."
    ),
}


class Looking(Record):
    """A record of terms that must look for something: any, all or regex."""

    def read_pairs(self, found: object, node: yaml.Node, desk: Desk) -> object:
        """Return the terms, or note that there is nothing to look for."""
        keys = cast("dict[str, object]", found)
        if not keys.keys() & {"any", "all", "regex"}:
            desk.error(node, f"{self.what} looks for nothing. Give any, all or regex.")
        return super().read_pairs(found, node, desk)  # type: ignore[arg-type]  # as above
