"""What people write to the bot that is no draft, as the language files spell it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

SECTION = "heard"
COMMANDS = ("help", "rules", "privacy", "ideas", "suspicious", "reply")
"""The words of `/checkpost` that stand alone; in every language, besides its own."""

ASK = "ask"
"""The word of `/checkpost` in front of a question."""

TALK = ("greeting", "about", "kept", "thanks", "nod", "beside")
WISHES = ("why", "platform", "otherwise", "language", "around")
KINDS = (*COMMANDS, ASK, *TALK, *WISHES)


class PhraseProblem(Exception):
    """A phrase cannot be used. The message names it and the mistake."""


OPEN = "…"
"""What stands at the end of a phrase after which anything may follow in its sentence."""

_WELL_WRITTEN = re.compile(r"(?:[^()|]|\([^()]*\))+")
_STEM = re.compile(r"\*(?!$)")


def phrases_in(tree: Mapping[str, object]) -> Mapping[str, Sequence[str]]:
    """Return the phrases of a language file by kind. Raises PhraseProblem.

    A kind that the file does not have is missing here, too: others have it.
    """
    section = tree.get(SECTION, {})
    if not isinstance(section, dict):
        raise PhraseProblem(f"{SECTION} should hold lists of phrases")
    for kind, lines in section.items():
        _check(kind, lines)
    return MappingProxyType({kind: tuple(lines) for kind, lines in section.items()})


def _check(kind: str, lines: object) -> None:
    name = f"{SECTION}.{kind}"
    if kind not in KINDS:
        raise PhraseProblem(f"nothing is called {name}. There are: {', '.join(KINDS)}")
    if not isinstance(lines, list):
        raise PhraseProblem(f"{name} should be a list of phrases")
    for line in lines:
        wrong = _wrong(line)
        if wrong:
            raise PhraseProblem(f"{name}: {line!r} {wrong}")


def _wrong(line: object) -> str:
    if not isinstance(line, str) or not re.search(r"\w", line):
        return "is no phrase"
    if not _WELL_WRITTEN.fullmatch(line):
        return "should have each | between ( and ), which close each other"
    return "has a * that is not at its end" if _STEM.search(line) else ""
