"""A result that was sent as a message is gone after a day, unless its reader keeps it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from dbos import DBOS

from bot.workflows.fading import Days
from tests.workflows.bench import Bench, running, until
from tests.workflows.runner import asked

PLACE = "D0MIRA 1800000000.000001"
SOON = Days(stays=1.0, pauses=(0.05, 0.05))


async def sent(bench: Bench) -> None:
    bench.delivery.place = PLACE
    await bench.checks.start(asked(1))
    await bench.delivery.wait()


async def finished() -> bool:
    # One that is taken up again stands in a queue first.
    unfinished = ["PENDING", "ENQUEUED"]
    return not await DBOS.list_workflows_async(status=unfinished, load_input=False)


def test_a_message_stays_for_a_day_as_the_privacy_page_says() -> None:
    assert Days().stays == timedelta(days=1).total_seconds()


async def test_a_message_is_withdrawn_when_its_day_is_over(url: str) -> None:
    async with running(url, days=SOON) as bench:
        await sent(bench)
        assert bench.delivery.withdrawn == []
        await until(finished)

        assert bench.delivery.withdrawn == [PLACE]


async def test_a_message_that_was_kept_stays(url: str) -> None:
    async with running(url, days=SOON) as bench:
        await sent(bench)
        await until(fading)
        await bench.checks.keep_message(PLACE)
        await until(finished)

        assert bench.delivery.withdrawn == []


async def fading() -> bool:
    return bool(await DBOS.list_workflows_async(name="fade", load_input=False))


async def test_a_busy_slack_is_asked_again_to_delete_it(sqlite_url: str) -> None:
    async with running(sqlite_url, days=SOON) as bench:
        await sent(bench)
        bench.delivery.failures.extend([ConnectionError(), ConnectionError()])
        await until(finished)

        assert bench.delivery.withdrawn == [PLACE]


async def test_the_day_goes_on_through_a_restart(sqlite_url: str) -> None:
    async with running(sqlite_url, days=Days(stays=2.0)) as bench:
        await sent(bench)
        await until(fading)

    async with running(sqlite_url, days=Days(stays=2.0)) as later:
        await until(finished)

        assert (bench.delivery.withdrawn, later.delivery.withdrawn) == ([], [PLACE])
        assert later.delivery.delivered == []


async def test_nothing_fades_where_the_window_showed_the_result(sqlite_url: str) -> None:
    async with running(sqlite_url) as bench:
        await bench.checks.start(asked(1))
        await bench.delivery.wait()
        await asyncio.sleep(0.2)

        assert not await fading()
