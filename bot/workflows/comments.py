"""Comments that wait for the reviewer: in memory alone, and never many."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

MOST = 500
"""How many wait at the same time; a check that another process took up leaves its one behind."""


@dataclass
class Waits:
    """A check that is being started; where it is not, nothing has to wait for it."""

    started: bool = False


class Comments:
    """What replies answer, by the workflow that will read it."""

    def __init__(self) -> None:
        """Keep none yet."""
        self._kept: dict[str, str] = {}

    @contextmanager
    def kept_for(self, workflow_id: str, comment: str) -> Iterator[Waits]:
        """Keep a comment while a check is started, and from then on if it was.

        Where there are too many, the oldest goes: its reply is then read alone.
        """
        mine = bool(comment) and workflow_id not in self._kept
        if mine:
            if len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[workflow_id] = comment
        waits = Waits()
        try:
            yield waits
        finally:
            if mine and not waits.started:
                self.forget(workflow_id)

    def read(self, workflow_id: str) -> str:
        """Return a comment, empty where none waits here."""
        return self._kept.get(workflow_id, "")

    def forget(self, workflow_id: str) -> None:
        """Let go of a comment."""
        self._kept.pop(workflow_id, None)
