"""Which week's digest is due at a moment, and which were missed before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.digest.week import Week
from bot.weekly import Weekly

_MOST_MISSED = 26


@dataclass(frozen=True, slots=True)
class Due:
    """The newest week whose digest should have been posted by now."""

    week: Week

    def missed_since(self, known: Collection[Week]) -> Iterator[Week]:
        """Yield the weeks between the last one that is known and this one: too late for them."""
        before = [week for week in known if week < self.week]
        if not before or self.week in known:
            return
        week = max(max(before).before(-1), self.week.before(_MOST_MISSED))
        while week < self.week:
            yield week
            week = week.before(-1)


def due(weekly: Weekly, timezone: str, now: datetime) -> Due:
    """Return what is due at `now` (UTC): the week before the latest moment to post.

    `timezone` is the company's, an IANA name.
    """
    return Due(Week.of(weekly.latest(now, timezone), timezone).before())
