"""A weekly moment in the company's own time, whatever its clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.weekly import CronProblem, Weekly, parse_cron

LISBON = "Europe/Lisbon"


@pytest.mark.parametrize("written", ["30 9 * * mon", " 30  9 * * 1 ", "30 09 * * MON"])
def test_five_fields_are_one_moment_a_week(written: str) -> None:
    assert parse_cron(written) == Weekly(weekday=0, hour=9, minute=30)


def test_sunday_has_two_numbers_in_cron() -> None:
    assert parse_cron("0 9 * * 0") == parse_cron("0 9 * * 7") == parse_cron("0 9 * * sun")


@pytest.mark.parametrize(
    "written",
    ["", "0 9 * * *", "*/5 9 * * 1", "60 9 * * 1", "0 24 * * 1", "0 9 1 * 1", "0 9 * * xyz"],
)
def test_anything_else_is_told_how_to_write_it(written: str) -> None:
    with pytest.raises(CronProblem, match=r"such as 0 9 \* \* mon"):
        parse_cron(written)


@pytest.mark.parametrize(
    ("now", "hour_utc"),
    [
        ("2026-03-23T12:00", 9),  # the Monday before the clocks go forward
        ("2026-03-30T12:00", 8),  # and the one after
        ("2026-10-19T12:00", 8),  # the Monday before they go back
        ("2026-10-26T12:00", 9),  # and the one after
    ],
)
def test_nine_in_lisbon_is_nine_in_lisbon_all_year(now: str, hour_utc: int) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)

    latest = parse_cron("0 9 * * mon").latest(at, LISBON)

    assert (latest.date(), latest.hour) == (at.date(), hour_utc)


def test_an_hour_that_the_clocks_skip_comes_as_they_have_jumped() -> None:
    # On 29 March 2026 one o'clock becomes two o'clock: 1:30 is not there.
    weekly, day = parse_cron("30 1 * * sun"), datetime(2026, 3, 29, tzinfo=UTC)

    assert weekly.latest(day + timedelta(hours=1, minutes=29), LISBON).day == 22
    assert weekly.latest(day + timedelta(hours=1, minutes=30), LISBON) == day.replace(
        hour=1, minute=30
    )


def test_an_hour_that_comes_twice_counts_once() -> None:
    # On 25 October 2026 two o'clock becomes one o'clock: 1:30 is at 0:30 and at 1:30 UTC.
    weekly, day = parse_cron("30 1 * * sun"), datetime(2026, 10, 25, tzinfo=UTC)
    first = day + timedelta(minutes=30)

    for later in (timedelta(), timedelta(hours=1), timedelta(hours=3)):
        assert weekly.latest(first + later, LISBON) == first
