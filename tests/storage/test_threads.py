"""Threads: whoever waits for one may give up, and so may Python."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from functools import partial

import pytest

from storage.threads import GivenUp, Threads

_HANGS = """
import asyncio, threading
from storage.threads import Threads

async def wait():
    async with asyncio.timeout(0.05):
        await Threads("store", 1).do(lambda _: threading.Event().wait())

try:
    asyncio.run(wait())
except TimeoutError:
    print("gave up")
"""


@pytest.fixture
async def one() -> AsyncIterator[Threads]:
    threads = Threads("store", 1)
    yield threads
    threads.dismiss()
    await asyncio.to_thread(threads.join)


async def test_what_the_work_returns_or_raises_reaches_its_caller(one: Threads) -> None:
    assert await one.do(lambda _: threading.current_thread().name) == "store-0"
    with pytest.raises(ZeroDivisionError):
        await one.do(lambda _: 1 // 0)


async def test_one_thread_works_in_the_order_it_was_asked(one: Threads) -> None:
    done: list[int] = []

    def work(number: int, _given_up: GivenUp) -> None:
        done.append(number)

    await asyncio.gather(*(one.do(partial(work, number)) for number in range(20)))

    assert done == list(range(20))


async def test_no_more_threads_are_started_than_there_is_work_for() -> None:
    threads = Threads("store", 3)
    together = threading.Barrier(3)

    names = []
    for _ in range(5):
        names.append(await threads.do(lambda _: threading.current_thread().name))
        await asyncio.sleep(0.02)  # a thread tells what it has done a moment before it is back
    await asyncio.gather(*(threads.do(lambda _: together.wait()) for _ in range(3)))
    threads.dismiss()
    await asyncio.to_thread(threads.join)

    assert len(set(names)) <= 2  # the first may not be back yet when the second is asked for


async def test_what_nobody_waits_for_any_more_is_not_begun_or_knows_it(one: Threads) -> None:
    begun, let_go = threading.Event(), threading.Event()
    seen: list[str] = []

    def slow(given_up: GivenUp) -> None:
        begun.set()
        let_go.wait()
        seen.append(f"slow, given up: {given_up()}")

    first = asyncio.create_task(one.do(slow))
    second = asyncio.create_task(one.do(lambda _: seen.append("second")))
    await asyncio.to_thread(begun.wait)
    first.cancel()
    second.cancel()
    await asyncio.wait([first, second])
    let_go.set()
    await one.do(lambda _: seen.append("third"))

    assert seen == ["slow, given up: True", "third"]


def test_a_thread_that_hangs_does_not_keep_python_from_exiting() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _HANGS], capture_output=True, text=True, timeout=20, check=True
    )

    assert run.stdout == "gave up\n"
