"""What each kind of rule looks for, once it has been read: plain, frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.verdict import Platform


@dataclass(frozen=True, slots=True)
class Near:
    """Words that must (or must not) stand within so many words of a match, or be a part of it.

    With `outside`, a part of the match does not count.
    """

    any_: tuple[str, ...]
    within: int = 10
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What to look for. Lists are already spread out; `*` ends a word stem."""

    any_: tuple[str, ...] = ()
    all_: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    regex: tuple[str, ...] = ()
    near: Near | None = None
    unless_near: Near | None = None
    case: Literal["ignore", "exact"] = "ignore"
    whole_word: bool = True


@dataclass(frozen=True, slots=True)
class Need:
    """What must stand in the draft, and where it counts."""

    any_: tuple[str, ...] = ()
    all_: tuple[str, ...] = ()
    regex: tuple[str, ...] = ()
    first_chars: int | None = None
    in_hashtag_run: bool = False


@dataclass(frozen=True, slots=True)
class Swap:
    """One replacement: the phrase to look for and what may stand in its place."""

    old: str
    new: tuple[str, ...]


Most = int | Literal["platform"] | Mapping[Platform, int]


@dataclass(frozen=True, slots=True)
class PhraseBody:
    """`kind: phrase`: a phrase that should not stand there."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class ReplaceBody:
    """`kind: replace`: words with better ones beside them; `terms` holds the conditions."""

    swaps: tuple[Swap, ...]
    terms: Terms


@dataclass(frozen=True, slots=True)
class RequireBody:
    """`kind: require`: where `trigger` matches (None: always), `need` must stand as well."""

    trigger: Terms | None
    need: Need


@dataclass(frozen=True, slots=True)
class LimitBody:
    """`kind: limit`: how many of a thing may stand in a draft, by counter."""

    at_most: Mapping[str, Most]


@dataclass(frozen=True, slots=True)
class DetectBody:
    """`kind: detect`: entities such as e-mail addresses, except those that are allowed."""

    entities: tuple[str, ...]
    allow: tuple[str, ...]
    terms: Terms


Body = PhraseBody | ReplaceBody | RequireBody | LimitBody | DetectBody
