"""How much waits in the durable queue, and for how long."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.workflows.waiting import Waiting

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Queue:
    """Answers what was enqueued, else that nothing waits; counts the looks."""

    def __init__(self, *answers: Sequence[datetime] | Exception) -> None:
        self.answers = deque(answers)
        self.now = NOON
        self.looked = asyncio.Event()

    async def look(self) -> Sequence[datetime]:
        if not self.answers:
            self.looked.set()
            await asyncio.Event().wait()
        answer = self.answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer


async def after(queue: Queue) -> Waiting:
    """What is known once all answers were given."""
    waiting = Waiting(queue.look, lambda: queue.now, every=0.0)
    task = asyncio.create_task(waiting.watch())
    await asyncio.wait_for(queue.looked.wait(), 5)
    task.cancel()
    return waiting


async def test_nothing_that_waits_is_no_age() -> None:
    waiting = await after(Queue([]))

    assert (waiting.count, waiting.oldest_s) == (0, 0.0)


async def test_the_oldest_is_told_and_grows_older_between_two_looks() -> None:
    queue = Queue([NOON - timedelta(seconds=20), NOON - timedelta(seconds=50)])
    waiting = await after(queue)
    queue.now += timedelta(seconds=3)

    assert (waiting.count, waiting.oldest_s) == (2, 53.0)


async def test_what_was_seen_last_stays_while_the_database_is_away() -> None:
    waiting = await after(Queue([NOON], ConnectionError("postgresql://bot:word@db")))

    assert waiting.count == 1


async def test_a_clock_that_was_set_back_makes_no_age_below_none() -> None:
    assert (await after(Queue([NOON + timedelta(hours=1)]))).oldest_s == 0.0
