"""Dates and times as people write them in a rule file, as moments in UTC."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from zoneinfo import ZoneInfo

import yaml

from bot.policy.files.desk import Desk
from bot.policy.files.listing import Listing, OneOf
from bot.policy.files.nodes import quoted, scalar
from bot.policy.files.record import Field, Record
from bot.policy.files.shape import Schema
from bot.policy.schema import Window, Windows

_WRITTEN = r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?"
_HINT = "Write a date or a time like 2026-12-01 or 2026-12-01T09:00."


class Moment:
    """A date (its first moment) or a time; without an offset it is the pack's own time.

    When the clocks go back an hour comes twice: `late` takes its second run, so that an embargo
    that ends then never ends an hour early.
    """

    def __init__(self, *, late: bool = False) -> None:
        """`late` is for ends, the default for beginnings."""
        self._late = late

    def read(self, node: yaml.Node, name: str, desk: Desk) -> datetime | None:
        """Return the moment in UTC."""
        text = scalar(node, name, desk)
        if text is None:
            return None
        moment = _parse(text)
        if moment is None:
            desk.error(node, f"{name} says {quoted(text)}. {_HINT}")
            return None
        return in_utc(moment, desk.timezone, late=self._late)

    def schema(self) -> Schema:
        """Return the pattern of dates and times."""
        return {"type": "string", "pattern": f"^{_WRITTEN}$"}


def _parse(text: str) -> datetime | None:
    if re.fullmatch(_WRITTEN, text, re.ASCII) is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # The first and the last year leave no room for an offset.
    return moment if MINYEAR < moment.year < MAXYEAR else None


def in_utc(moment: datetime, timezone: str, *, late: bool = False) -> datetime:
    """Return a moment in UTC; one without an offset is local time in `timezone`.

    An hour that the clocks skip is read with the offset before the jump, so nothing ends early.
    """
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    zone = ZoneInfo(timezone)
    first, second = (moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return max(first, second) if late else first


_FROM = Field(Moment(), "The first moment, such as 2026-12-01 or 2026-12-01T09:00.")
_UNTIL = Field(Moment(late=True), "The first moment that is free again.")


class WindowShape(Record):
    """`{from, until}`, at least one of them, in this order."""

    def __init__(self) -> None:
        """Take the two ends."""
        super().__init__("a window of time", {"from": _FROM, "until": _UNTIL}, _window)

    def read(self, node: yaml.Node, name: str, desk: Desk) -> Window | None:
        """Return the window; one that never opens is a mistake."""
        window = super().read(node, name, desk)
        if not isinstance(window, Window):
            return None
        if window.start is None and window.until is None:
            desk.error(node, f"{name} has neither from nor until. Give one of them.")
            return None
        if window.start and window.until and window.until <= window.start:
            desk.error(
                node,
                f"{name} ends before it begins, so it never is: from {_written(node, 'from')} "
                f"until {_written(node, 'until')}. Swap from and until.",
            )
            return None
        return window


def _written(window: yaml.Node, name: str) -> str:
    return next(str(value.value) for key, value in window.value if key.value == name)


def _window(from_: datetime | None = None, until: datetime | None = None) -> Window:
    return Window(from_, until)


class WindowsShape:
    """One window, or a list of them."""

    def __init__(self) -> None:
        """Take windows in either way of writing."""
        one = WindowShape()
        self._ways = OneOf(
            mapping=one, listing=Listing(one), hint="{from: …, until: …} or a list of these"
        )

    def read(self, node: yaml.Node, name: str, desk: Desk) -> Windows | None:
        """Return the windows as a tuple."""
        found = self._ways.read(node, name, desk)
        return _only_windows(found if isinstance(found, tuple) else (found,))

    def schema(self) -> Schema:
        """Return both ways."""
        return self._ways.schema()


def _only_windows(found: tuple[object, ...]) -> Windows | None:
    windows = tuple(item for item in found if isinstance(item, Window))
    return windows or None


class ActiveShape:
    """`{from, until}`, or `$name` for an entry of the organisation's calendar."""

    def read(self, node: yaml.Node, name: str, desk: Desk) -> Windows | None:
        """Return the windows meant."""
        if isinstance(node, yaml.ScalarNode):
            text = scalar(node, name, desk)
            return None if text is None else calendar_entry(text, node, name, desk)
        return WINDOWS.read(node, name, desk)

    def schema(self) -> Schema:
        """Return both ways."""
        return {"anyOf": [CALENDAR_NAME, WINDOWS.schema()]}


def calendar_entry(text: str, node: yaml.Node, name: str, desk: Desk) -> Windows | None:
    """Return the windows that `$name` stands for; an unknown name is a mistake."""
    windows = desk.calendar.get(text.removeprefix("$")) if text.startswith("$") else None
    if windows is None:
        desk.error(node, f"{name} says {quoted(text)}. {_calendar_hint(desk)}")
    return windows


def _calendar_hint(desk: Desk) -> str:
    names = ", ".join(f"${name}" for name in desk.calendar)
    return f"The calendar in organization.yaml has {names or 'no entries'}."


WINDOWS = WindowsShape()
CALENDAR_NAME: Schema = {"type": "string", "pattern": r"^\$[\w-]+$"}
