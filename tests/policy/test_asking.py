"""`asking` in organization.yaml: working hours, holidays, and whom questions go to next."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bot.policy.company import Asking
from bot.vocabulary.hours import USUAL, Hours
from tests.policy.test_voice import organisation


def test_without_the_block_it_is_nine_to_five_and_comms_is_next(tmp_path: Path) -> None:
    company, errors = organisation(tmp_path, "")

    assert errors == []
    assert company.asking == Asking(USUAL, "", {})


def test_a_company_says_when_it_works_and_who_is_next(tmp_path: Path) -> None:
    company, errors = organisation(
        tmp_path,
        'asking: {days: [thu, mon], from: 07:30, to: "16:00", holidays: [2026-12-25], wait: 3,'
        ' fallback: "#press", fallbacks: {legal: "#board", "#security": "#it-desk"}}',
    )

    assert errors == []
    hours = Hours((0, 3), time(7, 30), time(16), (date(2026, 12, 25),), 3)
    others = {"legal": "#board", "#security": "#it-desk"}
    assert company.asking == Asking(hours, "#press", others)


def test_what_is_left_out_stays_as_it_is(tmp_path: Path) -> None:
    company, errors = organisation(tmp_path, "asking: {wait: 4}")

    assert (company.asking, errors) == (Asking(Hours(wait=4)), [])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("asking: {days: [monday]}", "days says 'monday'. Use"),
        ("asking: {days: []}", "days is an empty list."),
        ("asking: {from: 9}", "Write a time such as 09:00 or 17:30."),
        ("asking: {to: '24:30'}", "Write a time such as 09:00 or 17:30."),
        ("asking: {from: '18:00'}", "work ends at 17:00 and begins at 18:00."),
        ("asking: {from: '10:00', to: '10:00'}", "Put the earlier time in from."),
        ("asking: {holidays: [25.12.2026]}", "Write a day like 2026-10-12."),
        ("asking: {wait: 0}", "wait says '0'. Use a whole number from 1 to 40."),
        ("asking: {wait: 90}", "wait says '90'. Use a whole number from 1 to 40."),
        ("asking: {fallback: press}", 'Write a channel, such as "#legal-help".'),
        ("asking: {fallbacks: {legl: '#a'}}", "Did you mean legal?"),
        ("asking: {fallbacks: {legal: a}}", 'Write a channel, such as "#legal-help".'),
        ("asking: {hollidays: [2026-12-25]}", "Did you mean holidays?"),
    ],
)
def test_a_mistake_names_its_remedy(tmp_path: Path, line: str, says: str) -> None:
    _, errors = organisation(tmp_path, line)

    assert any(says in error for error in errors), errors
