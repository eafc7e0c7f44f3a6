"""What other people's comments are about: counts by topic over people, and how they change.

Only weeks that are over count, each figure stands on at least five people, and all are rounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.digest.thresholds import Tally, may_show, rounded
from storage.records import StepRecord

COMMENT = "comment"
_SPAN = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class CommentTopic:
    """A topic's rounded count in the last four weeks, and in the four before where it may be told.

    `before` is None where too few people stand behind it.
    """

    topic: str
    count: int
    before: int | None = None


def comment_topics(steps: Iterable[StepRecord], end: date) -> tuple[CommentTopic, ...]:
    """Return what comments were about in the four weeks until before `end`, most first.

    `steps` are of kind comment. Where too few people answered comments on a topic it is left out,
    and another with it where the two could be told apart by subtraction.
    """
    taken = tuple(steps)
    now = _figures(taken, end - _SPAN, end)
    before = _figures(taken, end - 2 * _SPAN, end - _SPAN)
    found = [CommentTopic(topic, count, before.get(topic)) for topic, count in now.items()]
    return tuple(sorted(found, key=lambda each: (-each.count, each.topic)))


def _figures(steps: Iterable[StepRecord], begin: date, end: date) -> Mapping[str, int]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in steps:
        if begin <= row.day < end:
            tallies[row.name] += Tally(row.times, frozenset({row.author_key}))
    shown = may_show(tallies, [tuple(tallies)])
    return {topic: rounded(tallies[topic].count) for topic in shown}
