"""Steps: that somebody's question found no answer on a topic, or how far a campaign's draft came.

A row says who by a keyed hash, and only so that figures can be shown from five people on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from sqlalchemy import func, select

from storage.database import Database
from storage.records import StepRecord
from storage.tables import steps
from storage.totals import clicks


class Steps(Database):
    """The part of the store for steps. Every method may raise `StoreProblem`."""

    async def add_step(self, record: StepRecord) -> None:
        """Count a step of somebody on a day."""
        more = {"times": steps.c.times + record.times}
        await self.change(self.upsert(steps, asdict(record), more))

    async def steps_between(self, kind: str, begin: date, end: date) -> tuple[StepRecord, ...]:
        """Return the steps of a kind from `begin` until before `end`, oldest first."""
        wanted = select(steps).where(steps.c.kind == kind, steps.c.day >= begin, steps.c.day < end)
        return await self.records(StepRecord, wanted.order_by(steps.c.day, steps.c.name))

    async def keep_clicks(self, counted: Mapping[tuple[str, date], int]) -> None:
        """Keep the clicks of some days by campaign; a day that is kept already is replaced."""
        kept = (
            self.upsert(
                clicks, {"campaign": name, "day": day, "clicks": number}, {"clicks": number}
            )
            for (name, day), number in counted.items()
        )
        await self.change(*kept)

    async def clicks_between(self, begin: date, end: date) -> dict[str, int]:
        """Return how many clicks each campaign had from `begin` until before `end`."""
        total = select(clicks.c.campaign, func.sum(clicks.c.clicks))
        total = total.where(clicks.c.day >= begin, clicks.c.day < end).group_by(clicks.c.campaign)
        return {name: int(number) for name, number in await self.rows(total)}
