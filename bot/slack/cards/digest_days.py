"""The days and weeks of a digest, as they are told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.digest.week import Week
from bot.messages import moment, say


def span(week: Week, until: Week | None = None) -> str:
    """Return the first day of a week and the last one, of `until` where it is given."""
    last = (until or week).monday + timedelta(days=6)
    return say("digest.span", first=short(week.monday), last=short(last))


def short(day: date) -> str:
    """Return a day without its year."""
    return moment(datetime.combine(day, time(12), UTC), "UTC", "short")
