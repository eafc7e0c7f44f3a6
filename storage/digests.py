"""What is kept about digests: which were posted, drills answered, rules that people changed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, func, select

from storage.database import Database
from storage.tables import checks, findings
from storage.totals import changes, digests, drills, told
from storage.week_records import ChangeRecord, DigestRecord, DrillRecord


class Digests(Database):
    """The part of the store that digests are remembered in. Methods may raise `StoreProblem`."""

    async def keep_digest(self, record: DigestRecord) -> None:
        """Keep what became of a week's digest in a channel; the latest stands."""
        row = asdict(record)
        await self.change(self.upsert(digests, row, row))

    async def drop_digests(self) -> None:
        """Forget which digests were posted and when, for a workspace that begins anew."""
        await self.change(delete(digests), delete(told))

    async def digests_since(self, week: str) -> tuple[DigestRecord, ...]:
        """Return the records of digests from a week on, oldest first."""
        wanted = select(digests).where(digests.c.week >= week)
        return await self.records(DigestRecord, wanted.order_by(digests.c.week, digests.c.channel))

    async def count_drill(
        self, week: str, rule: str, topic: str, at: datetime, *, right: bool
    ) -> None:
        """Count one answer to a week's drill."""
        answer = drills.c.right if right else drills.c.wrong
        row = {"week": week, "rule": rule, "topic": topic, "at": at}
        first = {**row, "right": int(right), "wrong": int(not right)}
        await self.change(self.upsert(drills, first, {answer.name: answer + 1}))

    async def drills_between(self, since: str, until: str) -> tuple[DrillRecord, ...]:
        """Return how drills of the weeks from `since` to `until` were answered, oldest first."""
        columns = [drills.c[name] for name in ("week", "rule", "topic", "right", "wrong")]
        wanted = select(*columns).where(drills.c.week.between(since, until))
        return await self.records(DrillRecord, wanted.order_by(drills.c.week, drills.c.rule))

    async def objectors(self, rule: str) -> int:
        """Return how many people said that a rule is wrong or does not apply."""
        counted = (
            select(func.count(checks.c.author_key.distinct()))
            .join(findings, findings.c.check_id == checks.c.check_id)
            .where(findings.c.rule == rule, findings.c.action.in_(("not_relevant", "rule_wrong")))
        )
        return await self.value(counted) or 0

    async def keep_change(self, record: ChangeRecord) -> None:
        """Keep that a rule was changed because people said so."""
        row = asdict(record)
        await self.change(self.upsert(changes, row, row))

    async def drop_change(self, path: str) -> None:
        """Forget a change that was taken back."""
        await self.change(delete(changes).where(changes.c.path == path))

    async def changes_between(self, begin: datetime, end: datetime) -> tuple[ChangeRecord, ...]:
        """Return the changes from `begin` until before `end`, oldest first."""
        wanted = select(changes).where(changes.c.at >= begin, changes.c.at < end)
        return await self.records(ChangeRecord, wanted.order_by(changes.c.at, changes.c.path))
