"""The load run in small: two people for a second, through either door; nothing is timed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.goals import against_goals
from tests.load.measure import yardstick
from tests.load.run import Plan, drive
from tests.load.stage import HTTP, SOCKET

SMALL = Plan(people=2, rounds=1, rate=2.0, seconds=1.0, model_s=0.1)


@pytest.mark.e2e
@pytest.mark.parametrize("door", [HTTP, SOCKET])
async def test_two_people_for_a_second_are_all_answered(door: str, tmp_path: Path) -> None:
    run = await drive(door, f"sqlite:///{tmp_path}/checkpost.db", tmp_path, SMALL)

    for part in (run["at_once"], run["steadily"]):
        assert (part["checks"], part["refused"], part["lost"], part["without_ai"]) == (2, 0, 0, 0)
        assert part["ack_p99_ms"] is not None
        assert part["added_p95_ms"] is not None
    assert run["memory"]["most_mb"] > 0


def test_each_goal_is_told_with_what_was_measured_and_whether_it_is_met() -> None:
    run = {
        "at_once": {"ack_p99_ms": 134.0, "card_p95_ms": 151.0, "added_p95_ms": None, "lost": 0},
        "steadily": {"lost": 1, "answered_per_s": 20.0},
        "memory": {"most_mb": 277.0},
    }

    goals = against_goals(run)

    assert goals["at_once.card_p95_ms"] == {"goal": 150, "measured": 151.0, "met": False}
    assert {name for name, goal in goals.items() if goal["met"]} == {
        "at_once.ack_p99_ms",
        "at_once.lost",
        "steadily.answered_per_s",
        "memory.most_mb",
    }


def test_the_yardstick_measures_processor_and_disk() -> None:
    assert all(value > 0 for value in yardstick().values())
