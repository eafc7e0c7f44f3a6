"""A wish is answered once, whatever breaks meanwhile, and nothing of it stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.review.outcome import FollowedUp, ReviewStatus
from bot.verdict import Draft
from bot.wished import Wished
from bot.workflows.wish import DurableWishes
from tests.workflows.bench import SOON, Bench, running, until
from tests.workflows.test_fading import finished

PLACE = "D0MIRA 1800000000.000002"
WISHED = Wished(
    wished_id="w1",
    delivery="Ev1",
    user="U0MIRA",
    team="T0BRIGHT",
    thread="D0MIRA 1800000000.000001",
    draft=Draft("Our tide reports now take a minute, and we are very very glad"),
    at=datetime(2026, 11, 23, 9, 41, tzinfo=UTC),
    text="shorter",
    language="pt",
)


class FakeWishDelivery:
    """Remembers what it was given; fails as often as it is told to."""

    def __init__(self) -> None:
        self.answered: list[tuple[Wished, FollowedUp | None]] = []
        self.failures: list[Exception] = []

    async def answer(self, wished: Wished, word: FollowedUp | None) -> str | None:
        if self.failures:
            raise self.failures.pop()
        self.answered.append((wished, word))
        return PLACE if word and word.rewrite else None


class Desk:
    """Where wishes come in and answers go out."""

    def __init__(self) -> None:
        self.delivery = FakeWishDelivery()
        self.fading: list[str] = []
        self.wishes: DurableWishes | None = None

    async def fade(self, team: str | None, user: str, place: str) -> None:
        assert (team, user) == (WISHED.team, WISHED.user)
        self.fading.append(place)

    async def start(self, wished: Wished = WISHED) -> bool:
        assert self.wishes is not None
        return await self.wishes.start(wished)


@asynccontextmanager
async def wishing(url: str) -> AsyncIterator[tuple[Bench, Desk]]:
    desk = Desk()

    def prepare(bench: Bench) -> None:
        desk.wishes = DurableWishes(
            coach=bench.coach,
            delivery=desk.delivery,
            fade=desk.fade,
            keys=bench.keys,
            engine=bench.engine,
            pauses=SOON,
        )

    async with running(url, prepare=prepare) as bench:
        yield bench, desk


async def test_a_wish_is_answered_and_the_answer_fades(url: str) -> None:
    async with wishing(url) as (bench, desk):
        bench.reviewer.words.append(FollowedUp(ReviewStatus.OK, rewrite="We are glad"))

        assert await desk.start()
        await until(finished)

    [(wished, word)] = desk.delivery.answered
    assert wished == WISHED
    assert word == FollowedUp(ReviewStatus.OK, rewrite="We are glad")
    assert desk.fading == [PLACE]


async def test_a_delivery_is_started_on_once(sqlite_url: str) -> None:
    async with wishing(sqlite_url) as (_, desk):
        assert await desk.start()
        assert not await desk.start()
        await until(finished)

    assert len(desk.delivery.answered) == 1


async def test_what_is_ready_asks_no_model(sqlite_url: str) -> None:
    ready = {"text": "The reasons behind this:", "blocks": [{"type": "divider"}]}
    async with wishing(sqlite_url) as (bench, desk):
        await desk.start(replace(WISHED, ready=ready))
        await until(finished)

    [(wished, word)] = desk.delivery.answered
    assert (wished.ready, word) == (ready, None)
    assert bench.reviewer.wishes == []
    assert desk.fading == []


async def test_a_busy_slack_is_tried_again_and_the_model_is_not_asked_again(
    sqlite_url: str,
) -> None:
    async with wishing(sqlite_url) as (bench, desk):
        desk.delivery.failures = [ConnectionError(), ConnectionError()]
        await desk.start()
        await until(finished)

    assert len(desk.delivery.answered) == 1
    assert len(bench.reviewer.wishes) == 1


async def test_where_nobody_could_be_asked_the_author_is_told(sqlite_url: str) -> None:
    async with wishing(sqlite_url) as (bench, desk):
        bench.reviewer.words.extend([RuntimeError("very very glad")] * 3)
        await desk.start()
        await until(finished)

    [(_, word)] = desk.delivery.answered
    assert word is not None
    assert word.status is ReviewStatus.PROVIDER_ERROR
    assert word.note


async def test_nothing_of_a_wish_stays(sqlite_url: str) -> None:
    async with wishing(sqlite_url) as (bench, desk):
        await desk.start()
        await until(finished)
        bench.now += timedelta(minutes=16)
        await bench.retention.run()

        assert await desk.start()  # nobody knows it any more
