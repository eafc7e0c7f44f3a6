"""Work that a command does with the database and the keys, as the bot opens them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from bot.cli.ruleset import fail
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.keys import Keys
    from storage.store import Store

_T = TypeVar("_T")


def with_store(
    settings: Settings, work: Callable[[Store, Keys], Awaitable[_T]], *, alone: bool = False
) -> _T:
    """Do `work`, or exit 2 saying why not; `alone` where no bot may run meanwhile."""
    import asyncio

    from bot.keys import KEY_FILE, KeyProblem, Keys
    from bot.workflows.lock import AlreadyRunning, RunLock
    from bot.workflows.systemdb import lock_file
    from storage.problem import StoreProblem
    from storage.store import Store
    from storage.urls import parse_url

    async def done() -> _T:
        store = await Store.open(settings.database_url)
        try:
            secret = settings.checkpost_secret_key
            given = secret.get_secret_value() if secret else None
            keys = await Keys.open(given, parse_url(settings.database_url).beside(KEY_FILE), store)
            return await work(store, keys)
        finally:
            await store.close()

    try:
        path = parse_url(settings.database_url).path
        if path is not None and not path.exists():
            fail(f"{path} does not exist, so nothing is kept of anybody.")
        if path is None or not alone:
            return asyncio.run(done())
        lock = RunLock(lock_file(path))
        lock.take()
        try:
            return asyncio.run(done())
        finally:
            lock.release()
    except (StoreProblem, KeyProblem, AlreadyRunning) as problem:
        fail(str(problem))
