"""A clock that leaps deletes nothing, posts nothing old, and keeps nobody waiting for longer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.workflows.steady import SETTLES, Steady
from storage.store import Store
from tests.workflows.asks import asking, pace, question
from tests.workflows.bench import running
from tests.workflows.runner import asked
from tests.workflows.test_digest import LEARN, NINE, busy_weeks, newsroom

YEAR = timedelta(days=365)
TEN_MINUTES = timedelta(minutes=10)


async def test_a_leap_is_believed_after_a_day_on_either_side_of_it(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    steady = Steady(store)

    assert await steady.steady_for(NINE) == timedelta.max
    for leap in (YEAR, -YEAR):
        now = NINE + leap
        assert await Steady(store).steady_for(now) == timedelta()
        while now < NINE + leap + SETTLES - TEN_MINUTES:
            now += TEN_MINUTES
            assert await steady.steady_for(now) < SETTLES
        assert await steady.steady_for(now + TEN_MINUTES) == timedelta.max
        assert await steady.steady_for(now + 2 * TEN_MINUTES) == timedelta.max
    await store.close()


async def test_a_second_leap_begins_the_day_anew(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    steady = Steady(store)
    await steady.steady_for(NINE)
    await steady.steady_for(NINE + YEAR)

    assert await steady.steady_for(NINE + 2 * YEAR) == timedelta()
    assert await steady.steady_for(NINE + 2 * YEAR + TEN_MINUTES) == TEN_MINUTES
    await store.close()


async def test_a_year_ahead_deletes_nothing_until_it_has_been_so_for_a_day(
    sqlite_url: str,
) -> None:
    async with running(sqlite_url, believing=False) as bench:
        await bench.checks.start(asked(1))
        await bench.delivery.wait()
        await bench.retention.run()

        bench.now += YEAR
        await bench.retention.run()
        assert (await bench.store.counts()).checks == 1
        assert await bench.checks.start(asked(1)) is False, "a redelivery is still known"

        bench.now += SETTLES
        await bench.retention.run()
        assert (await bench.store.counts()).checks == 0


@pytest.mark.parametrize("leap", [YEAR, -YEAR], ids=["ahead", "back"])
async def test_a_leap_posts_no_digest_and_skips_no_week(sqlite_url: str, leap: timedelta) -> None:
    async with newsroom(sqlite_url, believing=False) as room:
        await busy_weeks(room.store, 60)
        await room.look()
        before = await room.records()

        await room.look(NINE + leap)
        assert await room.records() == before
        await room.look(NINE + timedelta(weeks=1))
        await room.look(NINE + timedelta(weeks=1) + SETTLES)

        assert len(room.post.posted) == 1
        assert room.post.posted[0] == ("2026-W47", LEARN.channel)


async def test_a_clock_set_back_makes_no_question_wait_for_longer(sqlite_url: str) -> None:
    async with asking(sqlite_url, pace(0.4, 0.4), behind=YEAR) as bench:
        await bench.asks.start(question())

        await bench.post.wait("tell", "#comms-policy", "nobody", "0")
