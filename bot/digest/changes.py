"""Remembers which rules were changed because people said so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bot.digest.thresholds import FEWEST
from bot.policy.changes.change import Change, Kind
from storage.problem import StoreProblem
from storage.week_records import ChangeRecord

_HEEDING = frozenset({Kind.EXCEPTION, Kind.SEVERITY, Kind.STATUS})
"""What makes a rule find less, or say it more softly."""
_log = logging.getLogger(__name__)


class Kept(Protocol):
    """Where that is kept; `storage.store.Store` is the real one."""

    async def objectors(self, rule: str) -> int:
        """Return how many people said that a rule is wrong or does not apply."""
        ...

    async def keep_change(self, record: ChangeRecord) -> None:
        """Keep a change."""
        ...

    async def drop_change(self, path: str) -> None:
        """Forget a change."""
        ...


class HeededChanges:
    """Hears of changes to the rules; the `News` of bot.policy.changes."""

    def __init__(self, kept: Kept, clock: Callable[[], datetime]) -> None:
        """`clock` answers in UTC."""
        self._kept = kept
        self._clock = clock

    async def made(self, path: str, change: Change) -> None:
        """Keep that a rule was changed, if enough people had said that it is off the mark.

        Fewer could be somebody: then nobody is told that anybody said anything.
        """
        if change.kind not in _HEEDING:
            return
        try:
            if await self._kept.objectors(change.target) >= FEWEST:
                record = ChangeRecord(path, change.target, change.kind.value, self._clock())
                await self._kept.keep_change(record)
        except StoreProblem as problem:
            _log.warning("a change is not remembered for the digest: %s", problem)

    async def undone(self, path: str) -> None:
        """Forget the change."""
        try:
            await self._kept.drop_change(path)
        except StoreProblem as problem:
            _log.warning("a change that was taken back is still remembered: %s", problem)
