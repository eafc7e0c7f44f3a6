"""Drafts that their authors lent to comms for testing rules: sealed, and for so many days."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Database
from storage.records import LentRecord
from storage.tables import lent


class Lent(Database):
    """The part of the store for lent drafts. Every method may raise `StoreProblem`."""

    async def lend(self, record: LentRecord) -> None:
        """Keep a draft; lending it again puts it in the place of the one before."""
        values = asdict(record)
        await self.change(self.upsert(lent, values, values))

    async def take_back(self, check_id: str, author_key: str) -> bool:
        """Delete a draft of this person; False where they lent none under this id."""
        gone = delete(lent).where(lent.c.check_id == check_id, lent.c.author_key == author_key)
        deleted = await self.change(gone) == 1
        await self.empty_log()
        return deleted

    async def lent_at(self, now: datetime) -> tuple[LentRecord, ...]:
        """Return what is lent at that moment, the newest last."""
        held = select(lent).where(lent.c.until > now).order_by(lent.c.until, lent.c.check_id)
        return await self.records(LentRecord, held)

    async def delete_lent_before(self, cutoff: datetime) -> int:
        """Delete what was lent until `cutoff` at most; return how many drafts went."""
        gone = await self.change(delete(lent).where(lent.c.until <= cutoff))
        if gone:
            await self.empty_log()
        return gone
