"""What is kept beside checks: the day's spending, decisions on questions, our sealed secrets."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import select, update

from storage.database import Database
from storage.records import DecisionRecord
from storage.tables import decisions
from storage.totals import sealed, spending


class Ledger(Database):
    """The smaller books of the store. Every method may raise `StoreProblem`."""

    # The reviewer's budget

    async def spent(self, day: date) -> int:
        """Return how many tokens were spent on a day."""
        wanted = select(spending.c.tokens).where(spending.c.day == day)
        return await self.value(wanted) or 0

    async def spend(self, day: date, tokens: int) -> None:
        """Add to what was spent on a day, also while another replica does."""
        added = {"tokens": spending.c.tokens + tokens}
        await self.change(self.upsert(spending, {"day": day, "tokens": tokens}, added))

    # Decisions on questions

    async def add_decision(self, decision: DecisionRecord) -> None:
        """Keep who answered a question and when; keeping it again changes nothing."""
        kept = self.insert(decisions).values(**asdict(decision)).on_conflict_do_nothing()
        await self.change(kept)

    async def decided(self, most: int = 100) -> tuple[DecisionRecord, ...]:
        """Return the latest decisions, newest first."""
        latest = select(decisions).order_by(decisions.c.at.desc(), decisions.c.number.desc())
        return await self.records(DecisionRecord, latest.limit(most))

    async def decided_between(self, begin: datetime, end: datetime) -> tuple[DecisionRecord, ...]:
        """Return the decisions from `begin` until before `end`, oldest first."""
        at = decisions.c.at
        wanted = select(decisions).where(at >= begin, at < end).order_by(at, decisions.c.number)
        return await self.records(DecisionRecord, wanted)

    # Sealed secrets

    async def secret(self, name: str) -> str | None:
        """Return a sealed secret as it was put here, or None."""
        wanted = select(sealed.c.secret).where(sealed.c.name == name)
        return await self.value(wanted)

    async def keep_secret(self, name: str, secret: str) -> str:
        """Put a sealed secret here unless there is one; return the one that stands."""
        kept = self.insert(sealed).values(name=name, secret=secret).on_conflict_do_nothing()
        await self.change(kept)
        return await self.secret(name) or secret

    async def replace_secret(self, name: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, unless somebody else has changed it meanwhile."""
        changed = update(sealed).where(sealed.c.name == name, sealed.c.secret == old)
        await self.change(changed.values(secret=new))
