"""Where a folder's problems are collected while it is read, with what reading needs to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import yaml

from bot.policy.counting import Limits
from bot.policy.files.source import place_of
from bot.policy.problem import Gravity, Place, Problem
from bot.policy.schema import Windows
from bot.verdict import Platform


@dataclass(slots=True)
class Desk:
    """Collects problems. What the organisation file says is here once it has been read.

    `proven` says that the same files were read before, without a problem.
    """

    problems: list[Problem] = field(default_factory=list)
    errors: int = 0
    reassurance: str = ""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    calendar: Mapping[str, Windows] = field(default_factory=dict)
    facts: frozenset[str] | None = None
    roles: tuple[str, ...] = ()
    timezone: str = "UTC"
    limits: Mapping[Platform, Limits] = field(default_factory=dict)
    proven: bool = False
    _changed: Place | None = None

    @contextmanager
    def changed_at(self, place: Place | None) -> Iterator[None]:
        """Add to what is wrong in another file where the rule was changed so."""
        self._changed = place
        try:
            yield
        finally:
            self._changed = None

    def error(self, at: yaml.Node | Place, message: str) -> None:
        """Note an error; the sentence that the rest keeps working is added where it does."""
        self.errors += 1
        path = at.path if isinstance(at, Place) else place_of(at).path
        if self._changed is not None and self._changed.path != path:
            message = f"{message} The rule was changed at {self._changed}."
        self._note(at, f"{message} {self.reassurance}".rstrip(), Gravity.ERROR)

    def warn(self, at: yaml.Node | Place, message: str) -> None:
        """Note something that leaves nothing out."""
        self._note(at, message, Gravity.WARNING)

    def _note(self, at: yaml.Node | Place, message: str, gravity: Gravity) -> None:
        place = at if isinstance(at, Place) else place_of(at)
        self.problems.append(Problem(place.path, place.line, place.column, message, gravity))
