"""The digest workflow: due once a week, posted once in each channel, whatever restarts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from bot.digest.digest import Digest
from bot.digest.editor import Editor
from bot.digest.schedule import due
from bot.digest.week import Week
from bot.messages import speaking
from bot.policy.company import DigestChannel
from bot.weekly import Weekly
from bot.workflows.aside import instead
from bot.workflows.engine import Engine
from bot.workflows.periodic import Periodic
from bot.workflows.steady import SETTLES, SteadyFor, always
from storage.problem import StoreProblem
from storage.week_records import DigestRecord

WORKFLOW = "digest"
POSTED, QUIET, SKIPPED = "posted", "quiet", "skipped"
_EVERY = "*/10 * * * *"
_log = logging.getLogger(__name__)


class Post(Protocol):
    """Where digests are read. What it raises says that it may be tried again later."""

    async def put(self, digest: Digest, channel: str, language: str, place: str) -> str:
        """Post a digest, or edit the one that is there; return its place."""
        ...


class Records(Protocol):
    """What became of digests; `storage.store.Store` is the real one."""

    async def digests_since(self, week: str) -> tuple[DigestRecord, ...]:
        """Return the records of digests from a week on."""
        ...

    async def keep_digest(self, record: DigestRecord) -> None:
        """Keep what became of a week's digest in a channel."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """When digests are posted, and where: read anew each time, since the settings may change."""

    weekly: Weekly
    timezone: str
    channels: tuple[DigestChannel, ...]


async def put_digest(
    editor: Editor, records: Records, post: Post, week: Week, to: DigestChannel, now: datetime
) -> DigestRecord:
    """Post a week's digest in a channel, or edit it there, and remember it.

    May raise what `post` raises, `StoreProblem`, and `WeekProblem` for a week that is not over.
    """
    with speaking(to.language):
        digest = await editor.digest(week, now)
    if digest is None:
        record = DigestRecord(str(week), to.channel, QUIET, now)
    else:
        had = await records.digests_since(str(week))
        mine = [r.place for r in had if (r.week, r.channel) == (str(week), to.channel)]
        place = await post.put(digest, to.channel, to.language, mine[0] if mine else "")
        drill = digest.drill.key if digest.drill else ""
        record = DigestRecord(str(week), to.channel, POSTED, now, place, drill)
    await records.keep_digest(record)
    return record


class WeeklyDigest:
    """Posts the newest digest that is due; of those missed before it, it only keeps a note."""

    def __init__(  # noqa: PLR0913 -- what it is put together from, each part by its name
        self,
        *,
        editor: Editor,
        records: Records,
        post: Post,
        plan: Callable[[], Plan],
        engine: Engine,
        clock: Callable[[], datetime],
        steady_for: SteadyFor = always,
    ) -> None:
        """Register with `engine`, which must not be launched yet. `clock` answers in UTC."""
        self._editor = editor
        self._records = records
        self._post = post
        self._plan = plan
        self._engine = engine
        self._clock = clock
        self._steady_for = steady_for
        engine.workflow(WORKFLOW, self._run)
        self._periodic = Periodic(engine, WORKFLOW, self._due, every=_EVERY, looking="due")

    async def look(self) -> None:
        """Start what is due now."""
        await self._periodic.look()

    async def _due(self) -> list[str]:
        """The names of the workflows to start: `digest-2026-W47`, or none."""
        plan, now = self._plan(), self._clock()
        try:
            if await self._steady_for(now) < SETTLES:
                return []
            await self._editor.freeze(now)
            wanted = {str(each) for each, _ in await self._open(plan, now)}
        except StoreProblem as problem:
            _log.warning("no digest was looked for this time: %s", problem)
            return []
        return [f"{WORKFLOW}-{week}" for week in sorted(wanted)]

    async def _open(self, plan: Plan, now: datetime) -> Sequence[tuple[Week, DigestChannel]]:
        """The newest week with the channels that have not had it; older ones become skipped."""
        found: list[tuple[Week, DigestChannel]] = []
        newest = due(plan.weekly, plan.timezone, now)
        had = await self._records.digests_since("")
        for to in plan.channels:
            known = [Week.parse(r.week) for r in had if r.channel == to.channel]
            for missed in newest.missed_since(known):
                record = DigestRecord(str(missed), to.channel, SKIPPED, now)
                await self._records.keep_digest(record)
            if newest.week not in known:
                found.append((newest.week, to))
        return found

    async def _run(self, name: str) -> None:
        week = name.removeprefix(f"{WORKFLOW}-")
        channels: list[str] = await self._engine.step("channels", self._channels, instead([]))
        for channel in channels:
            skip = partial(self._skip, week, channel)
            await self._engine.step("put", partial(self._put, week, channel), skip)

    async def _channels(self) -> list[str]:
        return [to.channel for _, to in await self._open(self._plan(), self._clock())]

    async def _skip(self, week: str, channel: str, _reference: str) -> str:
        """Let a week go that no process survives, so that the next one is posted."""
        await self._records.keep_digest(DigestRecord(week, channel, SKIPPED, self._clock()))
        return SKIPPED

    async def _put(self, week: str, channel: str) -> str:
        plan = self._plan()
        to = next((each for each in plan.channels if each.channel == channel), None)
        if to is None:
            return "gone"
        try:
            async with asyncio.timeout(120):
                record = await put_digest(
                    self._editor, self._records, self._post, Week.parse(week), to, self._clock()
                )
        except Exception as error:  # noqa: BLE001 -- the next tick tries again
            _log.warning("the digest did not reach a channel: %s", type(error).__name__)
            return "failed"
        return record.status
