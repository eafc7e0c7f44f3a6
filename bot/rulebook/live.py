"""The live rule set: read by every check, replaced in one step when the files change."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import structlog

from bot.logs import place
from bot.policy.counting import Limits
from bot.policy.loader import Loaded
from bot.policy.problem import Gravity, Problem
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft, Platform, Reading

POLL_SECONDS = 1.0

Fingerprint = tuple[tuple[str, int, int, int], ...]
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
        problems: tuple[Problem, ...] = (),
        seen: Fingerprint | None = None,
    ) -> None:
        """`ruleset` is what `load(folder)` gave at start, without what `problems` left out.

        `clock` answers in UTC. `seen` is what the folder looked like before it was loaded: what
        changed while it was is then loaded at the first look.
        """
        self.folder = folder
        self.current = ruleset
        self.problems = problems
        self.kept = False
        self._load = load
        self._clock = clock
        self._seen = fingerprint(folder) if seen is None else seen
        self._refreshing = asyncio.Lock()

    def read(self, draft: Draft) -> Reading:
        """Read a draft with the live rules, as of now."""
        return self.current.read(draft, self._clock())

    def limits(self, platform: Platform) -> Limits | None:
        """Return how a platform counts as of now, None where nobody knows."""
        return self.current.platforms.get(platform)

    def title_of(self, rule_id: str) -> str:
        """Return a live rule's title in the language that is spoken; empty for none of ours."""
        return self.current.title_of(rule_id)

    async def refresh(self) -> bool:
        """Load the folder anew if a file changed; True when a new set is live.

        Who comes while another refresh runs waits for it, and finds its result.
        """
        async with self._refreshing:
            seen = await asyncio.to_thread(fingerprint, self.folder)
            if seen == self._seen:
                return False
            loaded = await asyncio.to_thread(self._load, self.folder)
            self._seen = seen
            self.problems = tuple(p for p in loaded.problems if p.severity is Gravity.ERROR)
            self.kept = loaded.ruleset is None or bool(self.problems)
            if loaded.ruleset is None or self.problems:
                return False
            self.current = loaded.ruleset
            return True

    async def watch(self, tell: Tell, every: float = POLL_SECONDS) -> None:
        """Refresh each `every` seconds until cancelled.

        `tell` hears why a set was not taken, once for each set of errors, and hears of none once
        all is well again. Errors that are gone at the next look were an edit under way.
        """
        log = structlog.get_logger()
        news = _News(tell)
        while True:
            await asyncio.sleep(every)
            try:
                if await self.refresh():
                    rules = len(self.current.rules)
                    log.info("rules_reloaded", ruleset=self.current.hash, rules=rules)
                await news.look(self.problems if self.kept else ())
            except Exception as error:  # noqa: BLE001 -- watching goes on, whatever broke
                log.warning("rules_not_looked_at", error=place(error))


class _News:
    """What has been told, so that nobody hears it twice."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._told: set[tuple[str, ...]] = set()
        self._before: tuple[str, ...] = ()

    async def look(self, problems: tuple[Problem, ...]) -> None:
        """Tell what has stood for two looks and was not told; what fails is told next time."""
        now = tuple(str(problem) for problem in problems)
        settled, self._before = now == self._before, now
        if not settled:
            return
        if now and now not in self._told:
            structlog.get_logger().warning("rules_kept", errors=len(now))
            await self._tell(problems)
            self._told.add(now)
        elif not now and self._told:
            await self._tell(())
            self._told.clear()


def fingerprint(folder: Path) -> Fingerprint:
    """Return what changes with every file: their names, sizes and moments of writing."""
    kinds = ("**/*.yaml", "**/*.yml", "policy/*.md")
    files = sorted(path for kind in kinds for path in folder.glob(kind))
    return tuple(found for path in files for found in _stamp(path))


def _stamp(path: Path) -> Fingerprint:
    try:
        stat = path.stat()
    except OSError:  # renamed or removed while we looked: the next look sees what became of it
        return ()
    return ((str(path), stat.st_ino, stat.st_mtime_ns, stat.st_size),)
