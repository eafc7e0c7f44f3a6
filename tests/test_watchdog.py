"""When the watchdog bites, and when it only looks. Real processes are in tests/faults."""

from __future__ import annotations

import asyncio
import signal
import threading
from typing import NoReturn

import pytest
import structlog

from bot.supervisor import Supervisor
from bot.watchdog import EXIT_CODE, Watchdog

QUICK = 0.01  # seconds between two looks


async def test_a_loop_that_stands_still_ends_the_process_once() -> None:
    ended = threading.Event()
    codes: list[int] = []

    def end(code: int) -> None:
        codes.append(code)
        ended.set()

    async with Watchdog(0.05, end=end, look_s=QUICK):
        await asyncio.sleep(0)
        assert ended.wait(10), "the loop is blocked here"

    assert codes == [EXIT_CODE]


async def test_a_log_that_nobody_reads_keeps_no_process_alive() -> None:
    ended, read = threading.Event(), threading.Event()

    def say(*_: object) -> NoReturn:
        read.wait(10)
        raise structlog.DropEvent

    structlog.configure(processors=[say])
    try:
        async with Watchdog(0.05, end=lambda _: ended.set(), look_s=QUICK):
            await asyncio.sleep(0)
            assert ended.wait(10), "the log is full, and the loop is blocked here"
    finally:
        read.set()
        structlog.reset_defaults()


async def test_a_loop_that_turns_is_let_alone_and_tells_so() -> None:
    codes: list[int] = []
    turns = 0

    def turned() -> None:
        nonlocal turns
        turns += 1

    async with Watchdog(60, turned=turned, end=codes.append, look_s=QUICK):
        async with asyncio.timeout(10):
            while turns < 20:  # noqa: ASYNC110 -- what it waits for is the loop itself
                await asyncio.sleep(QUICK)
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 0

    assert codes == []
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


async def test_a_limit_of_none_watches_nothing() -> None:
    codes: list[int] = []
    before = threading.active_count()

    async with Watchdog(0, end=codes.append, look_s=QUICK):
        await asyncio.sleep(0)
        assert threading.active_count() == before
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


@pytest.mark.parametrize("address", ["", "/nowhere/at/all", "@nobody-listens-there"])
def test_a_supervisor_who_does_not_listen_is_no_trouble(address: str) -> None:
    supervisor = Supervisor(address)
    supervisor.ready()
    supervisor.alive()
    supervisor.close()
