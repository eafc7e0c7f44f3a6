"""Nominations: kept sealed for the person they are about, who alone may keep or delete them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from storage.database import Database
from storage.records import NominationRecord
from storage.tables import nominations


class Nominations(Database):
    """The part of the store for nominations. Every method may raise `StoreProblem`."""

    async def add_nomination(self, record: NominationRecord, most_open: int) -> bool:
        """Keep a nomination, unless so many wait for this person's answer; False then.

        Keeping it again changes nothing.
        """
        kept = self.insert(nominations).values(**asdict(record)).on_conflict_do_nothing()
        waiting = (
            select(func.count())
            .select_from(nominations)
            .where(
                nominations.c.nominee_key == record.nominee_key,
                nominations.c.accepted_at.is_(None),
                nominations.c.nomination_id != record.nomination_id,
            )
        )

        def add(connection: Connection) -> bool:
            if (connection.scalar(waiting) or 0) >= most_open:
                return False
            connection.execute(kept)
            return True

        return await self.write(add)

    async def accept_nomination(self, nomination_id: str, nominee_key: str, at: datetime) -> bool:
        """Remember this person's yes, the first one; False where they have no such nomination."""
        accepted = (
            update(nominations)
            .where(
                nominations.c.nomination_id == nomination_id,
                nominations.c.nominee_key == nominee_key,
            )
            .values(accepted_at=func.coalesce(nominations.c.accepted_at, at))
        )
        return await self.change(accepted) == 1

    async def delete_nomination(self, nomination_id: str, nominee_key: str) -> bool:
        """Delete a nomination of this person; False where they have none of this id."""
        gone = delete(nominations).where(
            nominations.c.nomination_id == nomination_id,
            nominations.c.nominee_key == nominee_key,
        )
        deleted = await self.change(gone) == 1
        await self.empty_log()
        return deleted

    async def accepted_nominations(
        self, begin: datetime, end: datetime
    ) -> tuple[NominationRecord, ...]:
        """Return what was accepted from `begin` until before `end`, oldest first."""
        moment = nominations.c.accepted_at
        accepted = select(nominations).where(moment >= begin, moment < end)
        return await self.records(
            NominationRecord, accepted.order_by(moment, nominations.c.nomination_id)
        )

    async def delete_unanswered_before(self, cutoff: datetime) -> int:
        """Delete nominations from before `cutoff` that were never answered; return how many."""
        unanswered = delete(nominations).where(
            nominations.c.accepted_at.is_(None), nominations.c.at < cutoff
        )
        return await self.change(unanswered)
