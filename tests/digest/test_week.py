"""Weeks as people in the company's time zone count them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.digest.week import Week, WeekProblem

LISBON = "Europe/Lisbon"


def test_a_week_is_read_and_written_as_its_iso_name() -> None:
    assert str(Week.parse("2026-W47")) == "2026-W47"
    assert Week.parse("2026-W53").monday.isoformat() == "2026-12-28"


@pytest.mark.parametrize("written", ["", "2026-47", "2026-W00", "2025-W53", "47", "2026-W7"])
def test_what_is_no_week_is_told_how_to_be_one(written: str) -> None:
    with pytest.raises(WeekProblem, match="such as 2026-W47"):
        Week.parse(written)


def test_sunday_night_in_lisbon_is_still_last_week() -> None:
    # In July Lisbon is an hour ahead of UTC.
    late = datetime(2026, 7, 12, 22, 59, tzinfo=UTC)
    assert str(Week.of(late, LISBON)) == "2026-W28"
    assert str(Week.of(late + timedelta(minutes=1), LISBON)) == "2026-W29"


@pytest.mark.parametrize(
    ("week", "hours"),
    [("2026-W13", 167), ("2026-W43", 169), ("2026-W44", 168)],
    ids=["clocks go forward", "clocks go back", "any other"],
)
def test_a_week_is_as_long_as_its_clocks_say(week: str, hours: int) -> None:
    named = Week.parse(week)
    assert named.ends(LISBON) - named.begins(LISBON) == timedelta(hours=hours)


def test_weeks_follow_each_other_across_the_year() -> None:
    assert str(Week.parse("2027-W01").before()) == "2026-W53"
    assert str(Week.parse("2026-W53").before(-1)) == "2027-W01"
