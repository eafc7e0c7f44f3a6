"""What can be wrong with a rule folder, said so that whoever wrote it can put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

OTHERS_WORK = "Your other rules keep working."


class Gravity(StrEnum):
    """An `error` leaves something out of the rule set; a `warning` leaves nothing out."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the file as people name it, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return it the way editors and terminals link to it."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what to do about it."""

    path: str
    line: int
    column: int
    message: str
    severity: Gravity = Gravity.ERROR

    def __str__(self) -> str:
        """Return `path:line:column message`."""
        return f"{self.path}:{self.line}:{self.column} {self.message}"


def nearest(word: str, legal: Iterable[str]) -> str | None:
    """Return the legal word that was probably meant, or None when nothing is close."""
    words = {name.lower(): name for name in legal}
    close = get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    return words[close[0]] if close else None


def either(words: Iterable[str]) -> str:
    """Return `a, b or c`."""
    names = list(words)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
