"""Attempts at steps of work that was taken up again: in how many processes one was never ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from storage.database import Database
from storage.records import AttemptRecord
from storage.totals import attempts


class Attempts(Database):
    """The part of the store for attempts. Every method may raise `StoreProblem`."""

    async def attempt_at(self, workflow_id: str, step: str) -> AttemptRecord | None:
        """Return what is kept of a step; None where every process that began it ended it."""
        wanted = select(attempts).where(*_one(workflow_id, step))
        found = await self.records(AttemptRecord, wanted)
        return found[0] if found else None

    async def begin_attempt(self, workflow_id: str, step: str, at: datetime) -> None:
        """Count that a process begins a step; it has died there unless it ends the attempt."""
        row = {"workflow_id": workflow_id, "step": step, "deaths": 1, "reference": "", "at": at}
        more = {"deaths": attempts.c.deaths + 1, "at": at}
        await self.change(self.upsert(attempts, row, more))

    async def end_attempt(self, workflow_id: str, step: str) -> None:
        """Forget a step that came to an end, whichever."""
        await self.change(delete(attempts).where(*_one(workflow_id, step)))

    async def set_aside(self, workflow_id: str, step: str, reference: str, at: datetime) -> None:
        """Keep that a step is not begun again, and under which reference the log says so."""
        aside = update(attempts).where(*_one(workflow_id, step))
        await self.change(aside.values(reference=reference, at=at))

    async def aside(self) -> tuple[AttemptRecord, ...]:
        """Return what was set aside, the newest last."""
        wanted = select(attempts).where(attempts.c.reference != "")
        return await self.records(AttemptRecord, wanted.order_by(attempts.c.at))

    async def delete_attempts_before(self, cutoff: datetime) -> int:
        """Delete what was begun or set aside before `cutoff`; return how much."""
        return await self.change(delete(attempts).where(attempts.c.at < cutoff))


def _one(workflow_id: str, step: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return attempts.c.workflow_id == workflow_id, attempts.c.step == step
