"""A workflow that starts another one hears the same of it each time it is gone through."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.keys import Keys
from bot.workflows.chores import is_unfinished
from bot.workflows.engine import Engine
from storage.store import Store
from tests.workflows.bench import KEY, until


class Family:
    """A parent that starts a child and goes on when it is told to; `said` is what it heard."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.said: list[bool] = []
        engine.workflow("parent", self._parent)
        engine.workflow("child", _child)

    async def _parent(self, text: str) -> None:
        self.said.append(await self.engine.start("child", text, ""))
        await self.engine.wait("go", 60.0)

    async def heard(self) -> bool:
        return bool(self.said)


async def _child(text: str) -> None:
    del text


async def over() -> bool:
    return not await is_unfinished("parent-1")


@asynccontextmanager
async def family(url: str) -> AsyncIterator[Family]:
    store = await Store.open(url)
    found = Family(Engine(url, await Keys.open(KEY, None, store)))
    await found.engine.launch()
    try:
        yield found
    finally:
        await found.engine.close(timeout=2.0)
        await store.close()


async def test_a_child_that_was_refused_is_refused_after_a_crash_too(sqlite_url: str) -> None:
    async with family(sqlite_url) as first:
        assert await first.engine.start("child", "child-1", "")
        await first.engine.start("parent", "parent-1", "child-1")
        await until(first.heard)

    async with family(sqlite_url) as second:
        await until(second.heard)
        await second.engine.send("parent-1", "go", "on")
        await until(over)

    assert (first.said, second.said) == ([False], [False])


async def test_a_child_that_an_earlier_run_started_does_not_run_here(sqlite_url: str) -> None:
    async with family(sqlite_url) as first:
        await first.engine.start("parent", "parent-1", "child-1")
        await until(first.heard)

    async with family(sqlite_url) as second:
        await until(second.heard)

        assert second.engine.in_flight == 1, "nobody waits for the child, which is over"
    assert (first.said, second.said) == ([True], [True])
