"""Which weeks a report is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.digest.period import lately, month_before
from bot.digest.week import Week

LISBON = "Europe/Lisbon"


def test_november_is_the_weeks_whose_sunday_lies_in_it() -> None:
    period = month_before(datetime(2026, 12, 1, 9, tzinfo=UTC), LISBON)

    assert period.month == date(2026, 11, 1)
    assert [str(week) for week in period.weeks] == [
        "2026-W44",
        "2026-W45",
        "2026-W46",
        "2026-W47",
        "2026-W48",
    ]


def test_lately_is_the_last_weeks_that_are_over() -> None:
    period = lately(datetime(2026, 11, 27, tzinfo=UTC), LISBON)

    assert (str(period.first), str(period.last)) == ("2026-W44", "2026-W47")
    assert len(period.weeks) == 4


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_months_share_no_week_and_leave_none_out_and_are_over(day: date) -> None:
    now = datetime.combine(day, time(12), UTC)
    period = month_before(now, "UTC")
    before = month_before(now.replace(day=1) - timedelta(days=1), "UTC")

    assert before.last == period.first.before()
    assert period.last < Week.of(now.replace(day=1), "UTC")
    assert period.last.ends("UTC") <= now.replace(day=1)
