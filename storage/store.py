"""The store: writes and reads records, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Self

from sqlalchemy import Connection, delete, exists, func, select

from storage.attempts import Attempts
from storage.chains import Chains
from storage.checks import Checks
from storage.choices import Choices
from storage.database import changed
from storage.digests import Digests
from storage.ledger import Ledger
from storage.lent import Lent
from storage.migrate import migrate
from storage.nominations import Nominations
from storage.people import People
from storage.records import Counts
from storage.sightings import Sightings
from storage.steps import Steps
from storage.tables import authors, checks, decisions, findings, nominations, steps
from storage.totals import spending
from storage.urls import parse_url
from storage.weeks import Weeks


class Store(
    Checks,
    Chains,
    Choices,
    Ledger,
    People,
    Weeks,
    Digests,
    Nominations,
    Steps,
    Sightings,
    Lent,
    Attempts,
):
    """What is kept of checks and people. Every method may raise `StoreProblem`."""

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the database that `url` names, making or upgrading its schema.

        Raises `StoreProblem`, whose message names the database and the remedy.
        """
        database = parse_url(url)
        await asyncio.to_thread(migrate, database)
        return cls(database)

    async def ping(self) -> None:
        """Ask the database for an answer; raises `StoreProblem` when none comes."""
        await self.value(select(1))

    async def delete_older_than(self, cutoff: datetime) -> int:
        """Delete checks from before `cutoff`, and choices of people not seen since.

        Returns how many rows went.
        """
        seen = exists().where(checks.c.author_key == authors.c.author_key)
        unseen = delete(authors).where(authors.c.touched_at < cutoff, ~seen)
        doomed = select(checks.c.check_id).where(checks.c.hour < cutoff)

        def let_go(connection: Connection) -> int:
            connection.execute(delete(spending).where(spending.c.day < cutoff.date()))
            return changed(
                connection,
                delete(findings).where(findings.c.check_id.in_(doomed)),
                delete(checks).where(checks.c.hour < cutoff),
                unseen,
                delete(decisions).where(decisions.c.at < cutoff),
                delete(nominations).where(nominations.c.at < cutoff),
                delete(steps).where(steps.c.day < cutoff.date()),
            )

        return await self.write(let_go)

    async def counts(self) -> Counts:
        """Return how much is kept."""
        numbers = select(
            select(func.count()).select_from(checks).scalar_subquery(),
            select(func.count()).select_from(findings).scalar_subquery(),
            select(func.count()).select_from(authors).scalar_subquery(),
            select(func.min(checks.c.hour)).scalar_subquery(),
        )
        return await self.read(lambda connection: Counts(*connection.execute(numbers).one()))
