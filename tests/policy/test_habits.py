"""Drills about safe habits: read strictly, one a month, round and round."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.policy.handbook import read_habits_folder
from bot.vocabulary.habit import Habit, habit_of, month_of
from tests.policy.writing import write

DRILL = """\
version: 1
id: updates
title: Later, later
question: When is the best moment for an update?
choices:
  - {text: Next year}
  - {text: Tonight, right: true}
why: Most attacks use holes that were mended weeks ago.
how: {title: How to update, url: "https://intranet.example/security"}
"""
RULES = Path(__file__).parents[2] / "rules"


def read(tmp_path: Path, text: str) -> tuple[tuple[Habit, ...], list[str]]:
    write(tmp_path / "drills" / "one.yaml", text)
    habits, problems = read_habits_folder(tmp_path)
    return habits, [str(problem) for problem in problems]


def test_a_drill_is_a_question_with_one_right_answer(tmp_path: Path) -> None:
    [habit], problems = read(tmp_path, DRILL)
    assert problems == []
    assert habit.right == 1
    assert habit.how is not None


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("{text: Next year}", "{text: Next year, right: true}", ":6:3 2 choices are right."),
        (", right: true", "", ":6:3 0 choices are right."),
        ("  - {text: Next year}\n", "", ":6:3 it has 1 choices. Give two or three."),
        ("why:", "whi:", "a drill knows no 'whi'. Did you mean why?"),
        ("https://intranet", "intranet", "Use an https address."),
        ("{text: Tonight", "{text: " + "x" * 151, "Say it in 150 characters."),
        ("why: ", "why: " + "x" * 1_001, "Say it in 1,000 characters."),
    ],
)
def test_a_mistake_leaves_the_drill_out_and_is_told(
    tmp_path: Path, was: str, now: str, says: str
) -> None:
    assert was in DRILL
    habits, problems = read(tmp_path, DRILL.replace(was, now, 1))
    assert habits == ()
    assert says in problems[0]


def test_the_shipped_drills_cover_eight_habits_and_come_round() -> None:
    habits, problems = read_habits_folder(RULES)
    assert problems == ()
    assert len(habits) == 8
    year = [habit_of(habits, f"2026-{month:02}") for month in range(1, 13)]
    assert len({habit.id for habit in year if habit}) == 8
    assert habit_of((), "2026-11") is None


def test_a_month_begins_where_the_company_is() -> None:
    night = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert month_of(night, "Europe/Lisbon") == "2026-12"
    assert month_of(night, "Europe/Berlin") == "2027-01"
