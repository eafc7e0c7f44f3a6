from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.cli.diagnosis import State
from bot.cli.diagnosis_dates import dated, judged

TODAY = date(2026, 11, 27)


def test_what_was_checked_in_the_last_90_days_is_fine() -> None:
    seen = judged([("platforms.yaml", date(2026, 8, 29))], TODAY)

    assert (seen.state, seen.says) == (State.OK, "every fact was checked in the last 90 days (1)")


def test_an_older_date_is_named_with_its_file_and_the_remedy() -> None:
    found = [("platforms.yaml", date(2026, 8, 28)), ("platforms.yaml", date(2026, 5, 1))]

    seen = judged([*found, ("models.yaml", date(2026, 11, 20))], TODAY)

    assert seen.state is State.WARN
    assert seen.says == "platforms.yaml was last checked on 2026-05-01"
    assert "checked_on" in seen.remedy


def test_dates_are_found_however_they_are_quoted_and_broken_ones_are_left_out(
    tmp_path: Path,
) -> None:
    (tmp_path / "campaigns").mkdir()
    (tmp_path / "campaigns" / "tides.yaml").write_text("checked_on: 2026-11-01\n", "utf-8")
    platforms = (
        "x: {checked_on: \"2026-10-01\"}\ny: {checked_on: '2026-13-01'}\n# unchecked_on: x\n"
    )
    (tmp_path / "platforms.yaml").write_text(platforms, "utf-8")

    assert list(dated(tmp_path)) == [
        ("tides.yaml", date(2026, 11, 1)),
        ("platforms.yaml", date(2026, 10, 1)),
    ]


def test_a_day_to_come_is_no_day_on_which_anybody_looked() -> None:
    found = [("river.yaml", date(2030, 1, 1)), ("x.yaml", date(2026, 11, 26))]
    seen = judged(found, date(2026, 11, 25))
    assert (seen.state, seen.says) == (State.WARN, "river.yaml says 2030-01-01, which is to come")
