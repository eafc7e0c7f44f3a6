"""What campaigns came to, and which topics found no answer: from five people on, rounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.digest.digest import Campaigned
from bot.digest.editor import Editor
from bot.digest.impact import bars, impact, period, unanswered
from bot.digest.week import Week
from bot.vocabulary.campaign import Campaign
from storage.records import StepRecord
from storage.store import Store
from tests.digest.made import shipped

DAY = date(2026, 11, 20)
RIVER = Campaign("river", "River Week", "Pumps.", "#comms", ())
DOORS = Campaign("doors", "Open Doors", "Doors.", "#comms", ())


def steps(kind: str, name: str, step: str, people: int, times: int = 1) -> list[StepRecord]:
    return [StepRecord(f"p{n}", kind, name, step, DAY, times) for n in range(people)]


def test_figures_stand_on_five_people_and_are_rounded() -> None:
    taken = [
        *steps("campaign", "river", "started", 7),
        *steps("campaign", "river", "shared", 5, times=2),
        *steps("campaign", "river", "clear", 4, times=9),
        *steps("campaign", "gone", "shared", 50),
    ]
    found = impact([RIVER, DOORS], taken, {"river": 41})
    assert [(each.campaign, dict(each.steps), each.clicks) for each in found] == [
        ("river", {"started": 5, "shared": 10}, 41),
        ("doors", {}, None),
    ]
    assert bars(found) == (("River Week", 10),)


def test_topics_without_an_answer_hide_who_could_be_told_by_subtraction() -> None:
    asked = [
        *steps("question", "client", "unanswered", 12),
        *steps("question", "other", "unanswered", 6),
        *steps("question", "legal", "unanswered", 1),
    ]
    assert unanswered(asked) == (("client", 10),)
    assert unanswered(steps("question", "client", "unanswered", 4)) == ()


def test_only_weeks_that_are_over_count() -> None:
    friday = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert period(friday, "Europe/Lisbon") == (date(2026, 5, 25), date(2026, 11, 23))


async def test_the_digest_says_what_was_shared_until_its_week_was_over(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{tmp_path / 'checkpost.db'}")
    for step in steps("campaign", "river-week", "shared", 6):
        await store.add_step(step)
    for step in steps("campaign", "river-week", "shared", 9):
        await store.add_step(replace(step, day=date(2026, 11, 23), times=5))
    editor = Editor(store, shipped)

    await store.keep_clicks({("river-week", date(2026, 11, 20)): 340})

    told = await editor._campaigns(Week.parse("2026-W47"))

    await store.close()
    assert told == (Campaigned("River Week", (("shared", 5), ("clicks", 340))),)
