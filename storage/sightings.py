"""Sightings of one thing in checks of several people, and which news was told already."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, func, or_, select

from storage.database import Database, changed
from storage.records import SightingRecord
from storage.tables import sightings
from storage.totals import told

_NEWS_KEPT = timedelta(days=60)


class Sightings(Database):
    """The part of the store behind alerts. Every method may raise `StoreProblem`."""

    async def add_sighting(self, sighting: SightingRecord) -> None:
        """Remember that somebody's check held a thing; each person counts once, at the latest."""
        row = asdict(sighting)
        await self.change(self.upsert(sightings, row, {"hour": sighting.hour}))

    async def people_who_saw(self, thing_key: str, since: datetime) -> int:
        """Return in how many people's checks a thing was since then."""
        people = select(func.count()).where(
            sightings.c.thing_key == thing_key, sightings.c.hour >= since
        )
        return await self.value(people) or 0

    async def sightings_of(self, kind: str, begin: datetime, end: datetime) -> int:
        """Return how many sightings of a kind there were from `begin` until before `end`."""
        hour = sightings.c.hour
        seen = select(func.count()).where(sightings.c.kind == kind, hour >= begin, hour < end)
        return await self.value(seen) or 0

    async def claim(self, name: str, state: str, at: datetime, again: datetime) -> bool:
        """Whether this news is for the caller to tell: nobody else will, on any replica.

        It is where `name` stood at another state, or where the same was told before `again`.
        """
        row = {"name": name, "state": state, "at": at}
        claimed = (
            self.insert(told)
            .values(**row)
            .on_conflict_do_update(
                index_elements=[told.c.name],
                set_={"state": state, "at": at},
                where=or_(told.c.state != state, told.c.at < again),
            )
        )
        ours = claimed.returning(told.c.name)
        return await self.write(lambda connection: connection.scalar(ours)) is not None

    async def unclaim(self, name: str, state: str) -> None:
        """Leave news to be told again, since it could not be told."""
        await self.change(delete(told).where(told.c.name == name, told.c.state == state))

    async def told_of(self, name: str) -> tuple[str, datetime] | None:
        """Return at which state a piece of news stands and since when; None where it never was."""
        wanted = select(told.c.state, told.c.at).where(told.c.name == name)
        for row in await self.rows(wanted):
            return row.state, row.at
        return None

    async def put_told(self, name: str, state: str, at: datetime) -> None:
        """Let a piece of news stand at a state, whatever it stood at."""
        news = {"state": state, "at": at}
        await self.change(self.upsert(told, {"name": name, **news}, news))

    async def delete_sightings_before(self, cutoff: datetime) -> int:
        """Delete sightings from before `cutoff`, and that they were told; return how many went.

        Other news, which is about nobody, is remembered for longer: a month's report is one.
        """
        old = or_(
            and_(told.c.name.like("host:%"), told.c.at < cutoff),
            told.c.at < cutoff - _NEWS_KEPT,
        )

        def let_go(connection: Connection) -> int:
            connection.execute(delete(told).where(old))
            return changed(connection, delete(sightings).where(sightings.c.hour < cutoff))

        return await self.write(let_go)
