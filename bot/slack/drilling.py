"""The weekly drill's answers: added up once a person and week, and of nobody in particular."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bot.digest.digest import Drill
from bot.digest.teaching import drills
from bot.policy.ruleset import RuleSet
from bot.slack.recent import Recent
from bot.verdict import Draft

_REMEMBERED_S = 8 * 24 * 60 * 60


class Counts(Protocol):
    """Where answers are added up; `storage.store.Store` is the real one."""

    async def count_drill(
        self, week: str, rule: str, topic: str, at: datetime, *, right: bool
    ) -> None:
        """Count one answer to a week's drill."""
        ...


class Drilling:
    """Knows the drills of the live rules, and who has answered: in this process's memory alone."""

    def __init__(
        self,
        counts: Counts,
        ruleset: Callable[[], RuleSet],
        clock: Callable[[], datetime],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` answers in UTC, `now` in seconds that only go forward."""
        self._counts = counts
        self._ruleset = ruleset
        self._clock = clock
        self._answered = Recent[bool](ttl_s=_REMEMBERED_S, most=20_000, now=now)

    def find(self, key: str) -> tuple[Drill | None, str]:
        """Return a drill with what its rule says of the draft that is not fine."""
        ruleset, at = self._ruleset(), self._clock()
        rule = key.partition("/")[0]
        drill = next((each for each in drills(ruleset, at, rule) if each.key == key), None)
        if drill is None:
            return None, ""
        found = ruleset.read(Draft(drill.drafts[1 - drill.fine]), at).findings
        said = [finding.message for finding in found if finding.rule == rule]
        return drill, said[0] if said else ruleset.title_of(rule)

    def is_first(self, week: str, person: str) -> bool:
        """Whether this is somebody's first answer of the week; from now on it is not."""
        mine = f"{week} {person}"
        if self._answered.get(mine):
            return False
        self._answered.put(mine, True)
        return True

    async def count(self, week: str, drill: Drill, *, right: bool) -> None:
        """Add one answer up, of nobody in particular. May raise `StoreProblem`."""
        at = self._clock()
        await self._counts.count_drill(week, drill.rule, drill.topic, at, right=right)
