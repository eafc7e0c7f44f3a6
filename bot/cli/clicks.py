"""Reading a file of clicks that were counted elsewhere: whole, or not at all."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from io import StringIO

from bot.cli.ruleset import fail
from bot.policy.problem import nearest

_FIELDS = ("campaign", "day", "clicks")
_COLUMNS = "Give it a first line with campaign,day,clicks."
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AHEAD = timedelta(days=1)  # somewhere it is tomorrow already
_MOST, _DIGITS = 1_000_000_000, 10


def clicks_in(
    text: str, known: Collection[str], name: str, today: date
) -> dict[tuple[str, date], int]:
    """Return the clicks of each campaign and day of a CSV file called `name`.

    `known` are the ids of campaigns. Exits with 2 on the first line that is wrong.
    """
    lines = csv.DictReader(StringIO(text, newline=""))
    try:
        if set(lines.fieldnames or ()) != set(_FIELDS):
            fail(f"{name}:1 has other columns. {_COLUMNS}")
        found = _rows(lines, known, name, today)
    except csv.Error:
        fail(f"{name} cannot be read: it is no CSV file. {_COLUMNS}")
    if not found:
        fail(f"{name} holds no day of clicks. Write one a line below the first.")
    return found


def _rows(
    lines: Iterable[Mapping[str, str | None]], known: Collection[str], name: str, today: date
) -> dict[tuple[str, date], int]:
    found: dict[tuple[str, date], int] = {}
    for number, line in enumerate(lines, 2):
        if line.keys() != set(_FIELDS):
            fail(f"{name}:{number} has more fields than the first line. Write three.")
        campaign, day, clicks = ((line[key] or "").strip() for key in _FIELDS)
        if campaign not in known:
            close = nearest(campaign, known)
            use = f" Did you mean {close}?" if close else ""
            fail(f"{name}:{number} names the campaign '{campaign}', which is not there.{use}")
        when = _day(day)
        if when is None:
            fail(f"{name}:{number} says the day '{day}'. Write it like 2026-11-23.")
        if when > today + _AHEAD:
            fail(f"{name}:{number} says the day '{day}', which is still to come.")
        if not clicks.isdecimal() or len(clicks) > _DIGITS or int(clicks) > _MOST:
            fail(f"{name}:{number} says '{clicks}' clicks. Write a whole number.")
        if (campaign, when) in found:
            fail(f"{name}:{number} says {day} of {campaign} twice. Add the two up.")
        found[campaign, when] = int(clicks)
    return found


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    return None
