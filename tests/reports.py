"""A comms report as tests look at it: only its first line has something to say."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.digest.period import lately
from bot.digest.report import Report
from bot.digest.workshop import Workshop

FIRST = datetime(2026, 12, 1, 9, 5, tzinfo=UTC)
FULL = Report(
    period=lately(FIRST, "UTC"),
    left_out=0,
    checks=80,
    fixable=30,
    better=25,
    changed=3,
    rules=(),
    silent=(),
    ready=(),
    watching=(),
    adopted=None,
    reviews=(),
    answered=None,
    drilled=(),
    workshop=Workshop(),
    warnings=(),
)
