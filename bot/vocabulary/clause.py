"""A clause: something the company says about posting, from its policy, a rule or a fact."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Origin(StrEnum):
    """Where a clause stands."""

    POLICY = "policy"
    RULE = "rule"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that can be quoted.

    `passages` are its paragraphs, each letter by letter as in its file. `fine` and `not_fine` are
    an example either way, empty where there is none. `owner` is the channel to ask, `topics` are
    those of the rules. `protects` marks the clause that answers what the guard covers. `more` are
    words that help to find it and are never quoted; so are `asked`, each behind its language: the
    words and phrases that people ask for it with.
    """

    id: str
    title: str
    passages: tuple[str, ...]
    origin: Origin = Origin.POLICY
    link: str = ""
    owner: str = ""
    topics: tuple[str, ...] = ()
    fine: str = ""
    not_fine: str = ""
    protects: bool = False
    more: str = field(default="", repr=False)
    asked: tuple[tuple[str, str], ...] = field(default=(), repr=False)
