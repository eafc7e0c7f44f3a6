"""A database while somebody holds it up: who waits, who does not, and what is kept of it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, select

from storage.database import Database
from storage.problem import StoreProblem
from storage.store import Store
from storage.totals import sealed


class HeldUp:
    """A unit of work that goes on when it is let go."""

    def __init__(self, database: Database, name: str) -> None:
        self._kept = database.insert(sealed).values({"name": name, "secret": "s"})
        self.begun, self._let_go = asyncio.Event(), threading.Event()
        self._loop = asyncio.get_running_loop()

    def __call__(self, connection: Connection) -> None:
        connection.execute(self._kept)
        self._loop.call_soon_threadsafe(self.begun.set)
        self._let_go.wait()

    def let_go(self) -> None:
        self._let_go.set()


@pytest.fixture
async def held_up(store: Store) -> AsyncIterator[HeldUp]:
    made = HeldUp(store, "first")
    yield made
    made.let_go()


async def names(store: Store) -> list[str]:
    wanted = select(sealed.c.name).order_by(sealed.c.name)
    return [row.name for row in await store.rows(wanted)]


async def test_a_writer_that_hangs_holds_up_no_reader(store: Store, held_up: HeldUp) -> None:
    writing = asyncio.create_task(store.write(held_up))
    await held_up.begun.wait()

    assert await names(store) == []
    held_up.let_go()
    await writing
    assert await names(store) == ["first"]


async def test_nothing_is_kept_of_what_its_caller_gave_up(store: Store, held_up: HeldUp) -> None:
    writing = asyncio.create_task(store.write(held_up))
    await held_up.begun.wait()

    writing.cancel()
    await asyncio.wait([writing])
    held_up.let_go()
    await store.keep_secret("second", "s")

    # On PostgreSQL the two had a connection each, and may end in any order.
    await store.close()
    assert writing.cancelled()
    reopened = Database(store._url)
    wanted = select(sealed.c.name)
    assert [row.name for row in await reopened.rows(wanted)] == ["second"]
    await reopened.close()


async def test_a_caller_waits_for_its_turn_no_longer_than_it_likes(
    store: Store, held_up: HeldUp
) -> None:
    turns = [HeldUp(store, f"other {number}") for number in range(9)]
    tasks = [asyncio.create_task(store.write(each)) for each in (held_up, *turns)]
    await held_up.begun.wait()

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await store.keep_secret("late", "s")

    for each in (held_up, *turns):
        each.let_go()
    await asyncio.gather(*tasks)
    assert "late" not in await names(store)


async def test_work_that_fails_changes_nothing(store: Store) -> None:
    def work(connection: Connection) -> None:
        connection.execute(store.insert(sealed).values({"name": "half", "secret": "s"}))
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(work)

    assert await names(store) == []


async def test_a_store_that_was_closed_says_so(url: str) -> None:
    store = await Store.open(url)
    await store.ping()
    await store.close()

    with pytest.raises(StoreProblem, match="was closed"):
        await store.ping()
    await store.close()
