"""Which digest is due, and which are too late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.digest.schedule import due
from bot.digest.week import Week
from bot.weekly import parse_cron

MONDAYS = parse_cron("0 9 * * mon")
LISBON = "Europe/Lisbon"
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def weeks(*names: str) -> list[Week]:
    return [Week.parse(name) for name in names]


def test_a_digest_is_due_from_its_minute_on_until_the_next() -> None:
    assert str(due(MONDAYS, LISBON, NINE - timedelta(seconds=1)).week) == "2026-W46"
    assert str(due(MONDAYS, LISBON, NINE).week) == "2026-W47"
    assert str(due(MONDAYS, LISBON, NINE + timedelta(days=6, hours=23)).week) == "2026-W47"


def test_a_digest_on_fridays_tells_of_the_week_before() -> None:
    friday = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert str(due(parse_cron("0 9 * * fri"), LISBON, friday).week) == "2026-W47"


def test_weeks_since_the_last_one_are_missed() -> None:
    newest = due(MONDAYS, LISBON, NINE)

    missed = list(newest.missed_since(weeks("2026-W40", "2026-W44")))

    assert missed == weeks("2026-W45", "2026-W46")


def test_nothing_was_missed_before_the_first_or_after_the_newest() -> None:
    newest = due(MONDAYS, LISBON, NINE)
    assert list(newest.missed_since([])) == []
    assert list(newest.missed_since(weeks("2026-W45", "2026-W47"))) == []


def test_of_years_away_only_half_a_year_is_noted() -> None:
    assert len(list(due(MONDAYS, LISBON, NINE).missed_since(weeks("2020-W01")))) == 26
