"""The live rule set: read by every check, replaced in one step when the files change."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import structlog

from bot.policy.loader import Loaded
from bot.policy.problem import Gravity, Problem
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Reading

POLL_SECONDS = 1.0

Fingerprint = tuple[tuple[str, int, int], ...]
Tell = Callable[[tuple[Problem, ...]], Awaitable[None]]


class LiveRules:
    """Holds the last good rule set of a folder.

    A changed folder is loaded beside the live set and swapped in only if it has no error at all,
    so that a half-saved edit never changes what authors read.
    """

    def __init__(
        self,
        folder: Path,
        ruleset: RuleSet,
        *,
        load: Callable[[Path], Loaded],
        clock: Callable[[], datetime],
    ) -> None:
        """`ruleset` is what `load(folder)` gave at start; `clock` answers in UTC."""
        self.folder = folder
        self.current = ruleset
        self.problems: tuple[Problem, ...] = ()
        self._load = load
        self._clock = clock
        self._seen = _fingerprint(folder)

    def read(self, draft: Draft) -> Reading:
        """Read a draft with the live rules, as of now."""
        return self.current.read(draft, self._clock())

    async def refresh(self) -> bool:
        """Load the folder anew if a file changed; True when a new set is live."""
        seen = await asyncio.to_thread(_fingerprint, self.folder)
        if seen == self._seen:
            return False
        self._seen = seen
        loaded = await asyncio.to_thread(self._load, self.folder)
        self.problems = tuple(p for p in loaded.problems if p.severity is Gravity.ERROR)
        if loaded.ruleset is None or self.problems:
            return False
        self.current = loaded.ruleset
        return True

    async def watch(self, tell: Tell, every: float = POLL_SECONDS) -> None:
        """Refresh each `every` seconds until cancelled; `tell` hears why a set was not taken."""
        log = structlog.get_logger()
        while True:
            await asyncio.sleep(every)
            known = self.problems
            if await self.refresh():
                log.info("rules_reloaded", ruleset=self.current.hash, rules=len(self.current.rules))
            elif self.problems and self.problems != known:
                log.warning("rules_kept", errors=len(self.problems), ruleset=self.current.hash)
                await tell(self.problems)


def _fingerprint(folder: Path) -> Fingerprint:
    return tuple(found for path in sorted(folder.rglob("*.yaml")) for found in _stamp(path))


def _stamp(path: Path) -> Fingerprint:
    try:
        stat = path.stat()
    except OSError:  # renamed or removed while we looked: the next look sees what became of it
        return ()
    return ((str(path), stat.st_mtime_ns, stat.st_size),)
