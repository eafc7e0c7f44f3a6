"""The monthly report is posted once, on the first, or as soon as somebody runs again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.alerts import Once
from bot.digest.period import Period
from bot.digest.report import Report
from bot.keys import Keys
from bot.workflows.engine import Engine
from bot.workflows.report import MonthlyReport
from tests.fakes import FakeSightings
from tests.reports import FIRST, FULL


class Desk:
    """One replica after another looks; what is told is shared between them."""

    def __init__(self, url: str) -> None:
        self.now = FIRST
        self.timezone = "Europe/Lisbon"
        self.made = FULL
        self.posted: list[str] = []
        self.failures: list[Exception] = []
        once = Once(FakeSightings(), lambda: self.now)
        keys = Keys(["k" * 32], b"s" * 32)
        self.replicas = [
            MonthlyReport(
                maker=self,
                once=once,
                post=self.post,
                engine=Engine(url, keys),
                clock=lambda: self.now,
            )
            for _ in range(2)
        ]

    async def report(self, period: Period, now: datetime) -> Report:
        assert now == self.now
        return replace(self.made, period=period)

    async def post(self, report: Report) -> None:
        if self.failures:
            raise self.failures.pop()
        self.posted.append(f"{report.period.month:%Y-%m}")

    async def look(self) -> None:
        await asyncio.gather(*(replica.look() for replica in self.replicas))


async def test_two_replicas_post_a_month_once_whatever_restarts(sqlite_url: str) -> None:
    desk = Desk(sqlite_url)
    desk.now = FIRST.replace(hour=8)
    await desk.look()
    before = list(desk.posted)

    for days in range(40):
        desk.now = FIRST + timedelta(days=days)
        await desk.look()

    assert before == []
    assert desk.posted == ["2026-11", "2026-12"]


async def test_a_month_that_could_not_be_posted_is_posted_at_the_next_look(sqlite_url: str) -> None:
    desk = Desk(sqlite_url)
    desk.failures = [RuntimeError(), RuntimeError()]
    await desk.look()
    before = list(desk.posted)
    await desk.look()

    assert (before, desk.posted) == ([], ["2026-11"])


async def test_a_month_without_a_figure_is_no_news(sqlite_url: str) -> None:
    desk = Desk(sqlite_url)
    desk.made = replace(FULL, checks=None)
    await desk.look()

    assert desk.posted == []
