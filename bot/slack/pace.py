"""How often one person may have something done, counted in this process's memory alone."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.slack.recent import Recent

_MOST_PEOPLE = 50_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many times in so many seconds."""

    times: int
    seconds: float


CHECKS = Rate(30, 60.0)
"""Checks, wishes, questions, pictures: more than anybody edits, less than a script would cost."""

MESSAGES = Rate(5, 600.0)
"""What one person sends to others: questions, reports, thank-yous, words about rules."""


class Pace:
    """Holds one person's eagerness back, and nobody else's."""

    def __init__(self, rate: Rate, now: Callable[[], float] = time.monotonic) -> None:
        """`now` answers in seconds that only go forward."""
        self._rate = rate
        self._now = now
        self._seen = Recent[deque[float]](ttl_s=rate.seconds, most=_MOST_PEOPLE, now=now)

    def allows(self, team: str | None, user: str) -> bool:
        """Whether this person may once more; asking counts as doing."""
        person, now = f"{team}/{user}", self._now()
        times = self._seen.get(person) or deque[float]()
        while times and times[0] <= now - self._rate.seconds:
            times.popleft()
        if len(times) >= self._rate.times:
            return False
        times.append(now)
        self._seen.put(person, times)
        return True
