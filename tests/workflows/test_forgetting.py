"""Who is forgotten leaves no question in a channel and no card that waits to be deleted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from dbos import DBOS

from bot.keys import Keys
from bot.vocabulary.asking import Answer, Kind
from bot.workflows.ask import DurableAsks
from bot.workflows.chores import texts_of
from bot.workflows.engine import Engine
from bot.workflows.fading import Fading
from bot.workflows.forgetting import EVERYBODY, Forgetting, leave_to_the_bot
from storage.store import Store
from tests.workflows.asks import FakePost, pace, question
from tests.workflows.bench import KEY, until

TEAM, MIRA, JONAS = "T0BRIGHT", "U0MIRA", "U0JONAS"
MIRAS, JONASS = "D0MIRA 1800000000.000001", "D0JONAS 1800000000.000002"
FINE = Answer(Kind.FINE, "U0HANNE", TEAM, delivery="12.34.fine")


class Slack:
    """Deletes messages, unless it is `broken`."""

    def __init__(self) -> None:
        self.withdrawn: list[str] = []
        self.broken = False

    async def withdraw(self, place: str) -> None:
        if self.broken:
            raise ConnectionError
        self.withdrawn.append(place)


@dataclass
class Bench:
    """Everything of one process that lets go."""

    store: Store
    keys: Keys
    post: FakePost
    asks: DurableAsks
    fading: Fading
    forgetting: Forgetting
    slack: Slack

    def key(self, user: str) -> str:
        return self.keys.author_key(TEAM, user)

    async def ask(self, user: str, channel: str) -> str:
        """Let somebody ask, and return the question's id once it stands there."""
        await self.asks.start(question(delivery=user, user=user, channel=channel))
        await self.post.wait("ask", channel)
        return self.keys.delivery_key(user)


@asynccontextmanager
async def running(url: str) -> AsyncIterator[Bench]:
    store = await Store.open(url)
    keys = await Keys.open(KEY, None, store)
    engine, post, slack = Engine(url, keys), FakePost(), Slack()
    asks = DurableAsks(
        post=post,
        decide=store.add_decision,
        keys=keys,
        engine=engine,
        clock=lambda: datetime.now(UTC),
        pace=pace(60.0),
    )
    fading = Fading(withdraw=slack.withdraw, keys=keys, engine=engine)
    forgetting = Forgetting(asks=asks, fading=fading, keys=keys, engine=engine)
    bench = Bench(store, keys, post, asks, fading, forgetting, slack)
    try:
        await engine.launch()
        try:
            yield bench
        finally:
            await engine.close(timeout=2.0)
    finally:
        await store.close()


async def timers() -> list[str]:
    return [text.rpartition(" ")[0] async for _, text in texts_of("fade")]


async def test_ones_question_leaves_its_channel_undecided_and_other_peoples_stay(url: str) -> None:
    async with running(url) as bench:
        mine = await bench.ask(MIRA, "#legal-help")
        theirs = await bench.ask(JONAS, "#comms-policy")

        await bench.forgetting.start(TEAM, MIRA)
        await bench.post.wait("close", "#legal-help:1", "taken_back")
        await until(lambda: _over(bench, mine))

        assert await bench.asks.question(theirs) is not None
        assert await bench.asks.question(mine) is None
        assert not await bench.asks.answer(mine, FINE)
        assert bench.post.told == [], "who was forgotten is written to no more"
        assert await bench.store.decided() == ()


async def _over(bench: Bench, ask_id: str) -> bool:
    return ask_id not in await bench.asks.open_of(EVERYBODY)


async def test_a_question_that_was_asked_to_wait_leaves_as_well(sqlite_url: str) -> None:
    async with running(sqlite_url) as bench:
        mine = await bench.ask(MIRA, "#legal-help")
        wait = Answer(Kind.WAIT, "U0RASHID", TEAM, "The launch moved to May", "12.34.wait")
        await bench.asks.answer(mine, wait)
        await bench.post.wait("ask", "#legal-help", wait.text)

        await bench.forgetting.start(TEAM, MIRA)

        await bench.post.wait("close", "#legal-help:1", "taken_back")


async def test_ones_cards_are_deleted_at_once_and_their_timers_end(url: str) -> None:
    async with running(url) as bench:
        await bench.fading.start(MIRAS, bench.key(MIRA))
        await bench.fading.start(JONASS, bench.key(JONAS))

        await bench.forgetting.start(TEAM, MIRA)
        await until(_one_timer)

        assert await timers() == [JONASS]
        assert bench.slack.withdrawn == [MIRAS]


async def _one_timer() -> bool:
    return len(await timers()) == 1


async def test_where_slack_deletes_nothing_the_card_goes_with_its_day(sqlite_url: str) -> None:
    async with running(sqlite_url) as bench:
        await bench.fading.start(MIRAS, bench.key(MIRA))
        bench.slack.broken = True

        await bench.forgetting.start(TEAM, MIRA)
        await until(_forgotten)

        assert await timers() == [MIRAS]


async def _forgotten() -> bool:
    work = await DBOS.list_workflows_async(name="forget", status="SUCCESS", load_input=False)
    return bool(work)


async def test_a_command_beside_the_running_bot_is_heard(url: str) -> None:
    async with running(url) as bench:
        await bench.ask(MIRA, "#legal-help")

        key = bench.key(MIRA)
        assert await asyncio.to_thread(leave_to_the_bot, url, bench.keys, key)

        await bench.post.wait("close", "#legal-help:1", "taken_back")


@pytest.mark.parametrize("whose", [MIRA, ""])
async def test_what_a_command_left_is_done_when_the_bot_starts(sqlite_url: str, whose: str) -> None:
    async with running(sqlite_url) as bench:
        await bench.ask(MIRA, "#legal-help")
        await bench.fading.start(MIRAS, bench.key(MIRA))
    key = bench.key(whose) if whose else EVERYBODY
    assert await asyncio.to_thread(leave_to_the_bot, sqlite_url, bench.keys, key)

    async with running(sqlite_url) as later:
        await later.post.wait("close", "#legal-help:1", "taken_back")
        await until(_no_timer)

        assert later.slack.withdrawn == [MIRAS]


async def _no_timer() -> bool:
    return not await timers()


def test_where_no_bot_has_ever_run_nothing_is_open(url: str) -> None:
    assert not leave_to_the_bot(url, Keys([KEY], b"s" * 32), "some-key")
