"""One digest a week and channel, whatever restarts, and of what was missed only the newest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.digest.digest import Digest
from bot.digest.editor import Editor
from bot.keys import Keys
from bot.policy.company import DigestChannel
from bot.weekly import parse_cron
from bot.workflows.digest import WORKFLOW, Plan, WeeklyDigest
from bot.workflows.engine import Engine
from bot.workflows.steady import Steady, always
from storage.records import FindingRecord
from storage.store import Store
from storage.week_records import DigestRecord
from tests.digest.made import shipped
from tests.storage.test_store import check
from tests.workflows.processes import KEY

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEARN, VENDAS = DigestChannel("#social-learning", "en"), DigestChannel("#vendas", "pt")
FIXED = FindingRecord("employee-disclosure", "3", "disclosure", "fix", "rule", "fixed")


class FakePost:
    """A channel in memory. An enqueued exception is raised instead."""

    def __init__(self) -> None:
        self.put_: list[tuple[str, str, str, str]] = []
        self.led: list[str] = []
        self.troubles: list[Exception] = []
        self.done = asyncio.Event()

    async def put(self, digest: Digest, channel: str, language: str, place: str) -> str:
        if self.troubles:
            raise self.troubles.pop()
        self.done.set()
        self.led.append(digest.lead.words)
        self.put_.append((str(digest.week), channel, language, place))
        return f"{channel}:{len(self.put_)}"

    @property
    def posted(self) -> list[tuple[str, str]]:
        return [(week, channel) for week, channel, _, _ in self.put_]


@dataclass
class Newsroom:
    """The schedule with everything around it."""

    store: Store
    engine: Engine
    post: FakePost
    now: datetime = NINE
    channels: tuple[DigestChannel, ...] = (LEARN,)
    looked: asyncio.Queue[datetime] = field(default_factory=asyncio.Queue)
    weekly: WeeklyDigest = field(init=False)

    async def look(self, now: datetime | None = None) -> None:
        """Look at the clock, and let what is due be done."""
        self.now = now or self.now
        await self.weekly.look()
        await self.engine._in_flight.settle()

    def clock(self) -> datetime:
        self.looked.put_nowait(self.now)
        return self.now

    async def records(self) -> list[tuple[str, str, str]]:
        return [(r.week, r.channel, r.status) for r in await self.store.digests_since("")]


@asynccontextmanager
async def newsroom(
    url: str, *, ticking: bool = False, believing: bool = True
) -> AsyncIterator[Newsroom]:
    store = await Store.open(url)
    engine = Engine(url, await Keys.open(KEY, None, store))
    room = Newsroom(store, engine, FakePost())
    room.weekly = WeeklyDigest(
        editor=Editor(store, shipped),
        records=store,
        post=room.post,
        plan=lambda: Plan(parse_cron("0 9 * * mon"), "Europe/Lisbon", room.channels),
        engine=engine,
        clock=room.clock,
        steady_for=always if believing else Steady(store).steady_for,
    )
    if ticking:
        _, tick = engine._schedules[f"{WORKFLOW}-tick"]
        engine.schedule(f"{WORKFLOW}-tick", "* * * * * *", tick)
    await engine.launch()
    try:
        yield room
    finally:
        await engine.close()
        await store.close()


async def busy_weeks(store: Store, weeks: int, found: FindingRecord = FIXED) -> None:
    """Let twelve people check something in each of the weeks before this one."""
    rows = [
        check(f"c{back}-{who}", hour=NINE - timedelta(weeks=back), author_key=f"{who:02x}")
        for back in range(1, weeks + 1)
        for who in range(12)
    ]
    await store.add_checks([replace(row, findings=(found,)) for row in rows])


async def test_a_digest_is_posted_once_in_every_channel(url: str) -> None:
    async with newsroom(url) as room:
        await busy_weeks(room.store, 1)
        room.channels = (LEARN, VENDAS)
        for _ in range(3):
            await room.look()

        assert room.post.posted == [("2026-W47", "#social-learning"), ("2026-W47", "#vendas")]
        assert [language for _, _, language, _ in room.post.put_] == ["en", "pt"]


async def test_each_channel_reads_a_rules_name_in_its_own_language(sqlite_url: str) -> None:
    async with newsroom(sqlite_url) as room:
        await busy_weeks(room.store, 1, replace(FIXED, rule="statistic", topic="claim"))
        room.channels = (LEARN, VENDAS)
        await room.look()

        assert room.post.led == ["Figures come with their source", "Os números levam a fonte"]


async def test_every_tick_of_the_schedule_looks_and_one_of_them_posts(url: str) -> None:
    async with newsroom(url, ticking=True) as room:
        await busy_weeks(room.store, 1)
        async with asyncio.timeout(30):
            await room.post.done.wait()
            for _ in range(4):
                await room.looked.get()
        await room.engine._in_flight.settle()

        assert room.post.posted == [("2026-W47", "#social-learning")]


async def test_before_its_minute_nothing_is_posted(sqlite_url: str) -> None:
    async with newsroom(sqlite_url) as room:
        await busy_weeks(room.store, 1)
        await room.look(NINE - timedelta(minutes=1))
        assert room.post.posted == []
        await room.look(NINE)
        assert room.post.posted == [("2026-W47", "#social-learning")]


@pytest.mark.parametrize(
    ("now", "week"),
    [("2026-03-30T08:00", "2026-W13"), ("2026-10-26T09:00", "2026-W43")],
    ids=["the clocks went forward", "the clocks went back"],
)
async def test_nine_in_lisbon_is_kept_whatever_the_clocks_did(
    sqlite_url: str, now: str, week: str
) -> None:
    nine = datetime.fromisoformat(now).replace(tzinfo=UTC)
    async with newsroom(sqlite_url) as room:
        back = NINE - nine
        await busy_weeks(room.store, back // timedelta(weeks=1) + 1)
        await room.look(nine - timedelta(minutes=1))
        assert week not in [posted for posted, _ in room.post.posted]
        await room.look(nine)
        assert room.post.posted[-1] == (week, "#social-learning")


async def test_a_week_that_no_process_survives_is_let_go(sqlite_url: str) -> None:
    async with newsroom(sqlite_url) as room:
        await busy_weeks(room.store, 1)
        await room.weekly._skip("2026-W47", LEARN.channel, "0a1b2c3d")

        await room.look()

        assert room.post.posted == []
        assert await room.records() == [("2026-W47", LEARN.channel, "skipped")]


async def test_of_missed_weeks_only_the_newest_is_posted(sqlite_url: str) -> None:
    async with newsroom(sqlite_url) as room:
        await busy_weeks(room.store, 6)
        await room.look(NINE - timedelta(weeks=4))
        await room.look(NINE)

        assert [week for week, _ in room.post.posted] == ["2026-W43", "2026-W47"]
        assert await room.records() == [
            ("2026-W43", "#social-learning", "posted"),
            ("2026-W44", "#social-learning", "skipped"),
            ("2026-W45", "#social-learning", "skipped"),
            ("2026-W46", "#social-learning", "skipped"),
            ("2026-W47", "#social-learning", "posted"),
        ]


async def test_a_week_with_nothing_to_say_is_noted_and_not_posted(sqlite_url: str) -> None:
    async with newsroom(sqlite_url) as room:
        await room.look()

        assert room.post.posted == []
        assert await room.records() == [("2026-W47", "#social-learning", "quiet")]


async def test_a_channel_that_slack_refuses_keeps_no_other_from_its_digest(
    sqlite_url: str,
) -> None:
    async with newsroom(sqlite_url) as room:
        await busy_weeks(room.store, 1)
        room.channels = (LEARN, VENDAS)
        room.post.troubles.append(ConnectionError())
        await room.look()

        assert room.post.posted == [("2026-W47", "#vendas")]
        assert await room.records() == [("2026-W47", "#vendas", "posted")]


async def test_a_drill_that_was_posted_does_not_come_back_next_week(sqlite_url: str) -> None:
    async with newsroom(sqlite_url) as room:
        await busy_weeks(room.store, 3)
        for back in (2, 1, 0):
            await room.look(NINE - timedelta(weeks=back))

        had = [record.drill for record in await room.store.digests_since("")]
        assert len(set(had)) == len(had) == 3


async def test_a_week_that_was_posted_by_hand_is_not_posted_again(sqlite_url: str) -> None:
    async with newsroom(sqlite_url) as room:
        await busy_weeks(room.store, 1)
        await room.store.keep_digest(
            DigestRecord("2026-W47", LEARN.channel, "posted", NINE, "C0LEARN:1.2")
        )
        await room.look()

        assert room.post.posted == []
