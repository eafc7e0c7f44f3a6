"""A file of clicks is read whole or not at all, and what is wrong is named with its line."""

from __future__ import annotations

from datetime import date

import pytest
import typer

from bot.cli.clicks import clicks_in

TODAY = date(2026, 11, 25)
KNOWN = {"river-week", "first-job-day"}
FIRST = "campaign,day,clicks\n"


def test_a_file_is_read_with_spaces_and_in_any_order_of_columns() -> None:
    text = "day,clicks,campaign\n2026-11-20, 40 ,river-week\n2026-11-26,0,first-job-day\n"
    assert clicks_in(text, KNOWN, "clicks.csv", TODAY) == {
        ("river-week", date(2026, 11, 20)): 40,
        ("first-job-day", date(2026, 11, 26)): 0,
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{FIRST}river-weak,2026-11-20,4", ":2 names the campaign 'river-weak', which is not"),
        (f"{FIRST}river-week,20.11.2026,4", ":2 says the day '20.11.2026'. Write it like"),
        (f"{FIRST}river-week,2026-W47-5,4", ":2 says the day '2026-W47-5'. Write it like"),
        (f"{FIRST}river-week,2026-02-30,4", ":2 says the day '2026-02-30'. Write it like"),
        (f"{FIRST}river-week,2062-11-20,4", ":2 says the day '2062-11-20', which is still to"),
        (f"{FIRST}river-week", ":2 says the day ''."),
        (f"{FIRST}river-week,2026-11-20,many", ":2 says 'many' clicks. Write a whole number."),
        (f"{FIRST}river-week,2026-11-20,-4", ":2 says '-4' clicks."),
        (f"{FIRST}river-week,2026-11-20,99999999999", ":2 says '99999999999' clicks."),
        (f"{FIRST}river-week,2026-11-20,4,5", ":2 has more fields than the first line."),
        (f"{FIRST}river-week,2026-11-20,4\nriver-week,2026-11-20,5", ":3 says 2026-11-20 of"),
        (FIRST, " holds no day of clicks. Write one a line below the first."),
        ("", ":1 has other columns. Give it a first line with campaign,day,clicks."),
        ("campaign;day;clicks\nriver-week;2026-11-20;4", ":1 has other columns."),
        ("a,b", ":1 has other columns."),
        (f'{FIRST}"river-week', ":2 says the day ''."),
        (f"{FIRST}{'a' * 200_000},2026-11-20,4", " cannot be read: it is no CSV file."),
    ],
)
def test_what_is_wrong_is_named(text: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as stopped:
        clicks_in(text, KNOWN, "clicks.csv", TODAY)
    assert stopped.value.exit_code == 2
    assert f"clicks.csv{says}" in capsys.readouterr().err
