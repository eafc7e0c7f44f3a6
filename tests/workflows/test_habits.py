"""One drill a month in its channel, whatever restarts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.keys import Keys
from bot.policy.handbook import read_habits_folder
from bot.vocabulary.habit import Habit
from bot.workflows.engine import Engine
from bot.workflows.habit import MonthlyHabit, MonthlyPlan, is_due
from storage.store import Store
from tests.workflows.processes import KEY

HABITS, _ = read_habits_folder(Path(__file__).parents[2] / "rules")
ZONE = "Europe/Lisbon"
TUESDAY = datetime(2026, 12, 1, 10, 5, tzinfo=UTC)


class FakePost:
    """A channel in memory. An enqueued exception is raised instead."""

    def __init__(self) -> None:
        self.posted: list[tuple[str, str, str]] = []
        self.troubles: list[Exception] = []

    async def put(self, habit: Habit, month: str, channel: str, language: str) -> str:
        if self.troubles:
            raise self.troubles.pop()
        self.posted.append((month, channel, language))
        return f"{channel}:{habit.id}"


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (datetime(2026, 12, 1, 9, 59, tzinfo=UTC), False),
        (TUESDAY, True),
        (datetime(2026, 12, 7, 12, tzinfo=UTC), True),
        (datetime(2026, 12, 9, 12, tzinfo=UTC), False),
        (datetime(2026, 11, 1, 12, tzinfo=UTC), False),  # a Sunday
        (datetime(2026, 11, 2, 12, tzinfo=UTC), True),
    ],
)
def test_it_is_due_from_ten_on_the_first_working_day_for_a_week(
    moment: datetime, *, due: bool
) -> None:
    assert is_due(moment, ZONE) is due


async def test_a_month_is_posted_once_and_tried_again_after_trouble(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    engine = Engine(sqlite_url, await Keys.open(KEY, None, store))
    post = FakePost()
    post.troubles.append(RuntimeError("Slack is down"))
    plan = MonthlyPlan(HABITS, ZONE, "#social-learning", "pt")
    monthly = MonthlyHabit(
        records=store, post=post, plan=lambda: plan, engine=engine, clock=lambda: TUESDAY
    )
    await engine.launch()
    try:
        await monthly.look()
        await engine._in_flight.settle()
        assert post.posted == []
        assert await monthly._put("habit-2026-12") == "posted"
        await monthly.look()
        await engine._in_flight.settle()
        records = await store.digests_since("")
    finally:
        await engine.close()
        await store.close()

    assert post.posted == [("2026-12", "#social-learning", "pt")]
    assert [(each.week, each.channel) for each in records] == [
        ("habit-2026-12", "habit #social-learning")
    ]


async def test_without_a_channel_nothing_is_posted(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    engine = Engine(sqlite_url, await Keys.open(KEY, None, store))
    monthly = MonthlyHabit(
        records=store,
        post=FakePost(),
        plan=lambda: MonthlyPlan(HABITS, ZONE),
        engine=engine,
        clock=lambda: TUESDAY,
    )
    assert await monthly._due() == []
    await store.close()
