"""The habit of the month: asked, answered, added up, and one tap from a report."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import structlog

from bot.policy.handbook import read_habits_folder
from bot.slack.directory import Directory
from bot.slack.habit_post import HabitPost
from bot.vocabulary.habit import habit_of
from storage.problem import StoreProblem
from tests.policy.test_beside import written
from tests.policy.test_habits import DRILL
from tests.policy.writing import write
from tests.slack.conftest import Bench, nowhere, to_two_replicas
from tests.slack_person import read
from tests.slack_state import OpenView


@pytest.fixture(autouse=True)
def _drill(bench: Bench) -> None:
    write(bench.live.folder / "drills" / "one.yaml", DRILL)


async def opened(bench: Bench) -> None:
    await bench.marta.open_home()
    await bench.settled()
    await bench.marta.press_home("home_habit")
    await bench.settled()


async def test_a_right_answer_says_why_and_is_nobodys_own(bench: Bench) -> None:
    await opened(bench)
    assert "1. Next year\n2. Tonight" in read(bench.view.blocks)

    await bench.marta.press(bench.view, "habit_choice:1")
    await bench.settled()

    shown = read(bench.view.blocks)
    assert "1. Next year\n2. Tonight" in shown
    assert "Right!" in shown
    assert "Most attacks use holes that were mended weeks ago." in shown
    assert "<https://intranet.example/security|How to update>" in shown
    assert bench.store.drills == [("habit-2026-11", "updates", True)]
    assert bench.store.steps == []


async def test_a_wrong_answer_hears_the_better_one(bench: Bench) -> None:
    await opened(bench)
    await bench.marta.press(bench.view, "habit_choice:0")
    await bench.settled()
    assert "Better: Tonight" in read(bench.view.blocks)
    assert bench.store.drills == [("habit-2026-11", "updates", False)]


async def test_an_answer_that_two_replicas_get_counts_once(bench: Bench) -> None:
    await opened(bench)
    as_it_was = OpenView(bench.view.view)

    await to_two_replicas(
        bench, lambda trigger: bench.marta.press(as_it_was, "habit_choice:1", trigger_id=trigger)
    )

    assert bench.store.drills == [("habit-2026-11", "updates", True)]


async def test_an_answer_that_nobody_can_say_who_counts_is_said_all_the_same(bench: Bench) -> None:
    await opened(bench)
    object.__setattr__(bench.services, "claim", nowhere)

    with structlog.testing.capture_logs() as logs:
        await bench.marta.press(bench.view, "habit_choice:1")
        await bench.settled()

    assert "Right!" in read(bench.view.blocks)
    assert bench.store.drills == []
    assert [log["event"] for log in logs] == ["habit_not_counted"]


async def test_a_drill_speaks_its_readers_language_and_its_channels(bench: Bench) -> None:
    texts = {"Next year": "Para o ano", "Tonight": "Esta noite", "Later, later": "Mais tarde"}
    write(bench.live.folder / "drills" / "languages" / "pt.yaml", written(texts))
    bench.accept("pt")
    await opened(bench)
    assert "1. Para o ano\n2. Esta noite" in read(bench.view.blocks)
    await bench.marta.press(bench.view, "habit_choice:0")
    await bench.settled()
    assert "Melhor: Esta noite" in read(bench.view.blocks)

    [habit], _ = read_habits_folder(bench.live.folder)
    post = HabitPost(bench.services.slack, Directory(bench.client))
    await post.put(habit, "2026-11", "C0GENERAL", "pt")
    [posted] = bench.double.called("chat.postMessage")
    assert "Hábito do mês: Mais tarde" in read(posted["blocks"])


async def test_a_store_that_fails_keeps_no_answer_back(bench: Bench) -> None:
    await opened(bench)
    bench.store.enqueue(StoreProblem("gone"))
    await bench.marta.press(bench.view, "habit_choice:1")
    await bench.settled()
    assert "Right!" in read(bench.view.blocks)


@pytest.mark.parametrize("answers", [True, False])
async def test_a_report_is_one_tap_away_before_the_answer_and_after(
    bench: Bench, *, answers: bool
) -> None:
    await opened(bench)
    if not answers:
        await bench.marta.press(bench.view, "habit_report")
        await bench.settled()
        assert "Something suspicious" in str(bench.view.view["title"])
        return
    await bench.marta.press(bench.view, "habit_choice:1")
    await bench.settled()
    await bench.marta.press(bench.view, "habit_report")
    await bench.settled()
    assert "Something suspicious" in str(bench.view.view["title"])


async def test_in_a_channel_only_whoever_presses_reads_the_answer(bench: Bench) -> None:
    habits, _ = read_habits_folder(bench.live.folder)
    habit = habit_of(habits, "2026-11")
    assert habit is not None
    post = HabitPost(bench.services.slack, Directory(bench.client))

    place = await post.put(habit, "2026-11", "C0GENERAL", "en")
    again = await post.put(habit, "2026-11", "C0GENERAL", "en")

    posted = bench.double.called("chat.postMessage")
    assert (len(posted), again) == (1, place)
    october = datetime(2026, 10, 31, tzinfo=UTC).timestamp()
    looked = bench.double.called("conversations.history")
    assert {float(each["oldest"]) for each in looked} == {october}, "no earlier message is read"
    assert "Habit of the month: Later, later" in read(posted[0]["blocks"])
    await bench.marta.press_on(posted[0], "habit_choice:1")
    await bench.settled()
    answer = read(bench.double.whispers[-1]["blocks"])
    assert "1. Next year\n2. Tonight" in answer
    assert "Right!" in answer
