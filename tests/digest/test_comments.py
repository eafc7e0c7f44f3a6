"""What comments are about: from five people on, rounded, with a trend where both may be told."""

from __future__ import annotations

from datetime import date, timedelta

from bot.digest.comments import CommentTopic, comment_topics
from storage.records import StepRecord

MONDAY = date(2026, 11, 23)
LAST_WEEK, LONG_AGO = MONDAY - timedelta(days=3), MONDAY - timedelta(days=40)


def tags(topic: str, people: int, day: date = LAST_WEEK, times: int = 1) -> list[StepRecord]:
    return [StepRecord(f"p{n}", "comment", topic, "tagged", day, times) for n in range(people)]


def test_topics_stand_on_five_people_and_say_whether_they_become_more() -> None:
    steps = [
        *tags("delivery", 6, times=3),
        *tags("delivery", 5, LONG_AGO),
        *tags("outage", 5),
    ]
    assert comment_topics(steps, MONDAY) == (
        CommentTopic("delivery", 20, 5),
        CommentTopic("outage", 5),
    )


def test_a_topic_of_few_is_hidden_and_cannot_be_computed() -> None:
    steps = [*tags("delivery", 12), *tags("outage", 6), *tags("billing", 1, times=9)]

    assert comment_topics(steps, MONDAY) == (CommentTopic("delivery", 10),)
    assert comment_topics(tags("delivery", 4, times=9), MONDAY) == ()


def test_this_week_does_not_count_yet() -> None:
    assert comment_topics(tags("delivery", 9, MONDAY), MONDAY) == ()
