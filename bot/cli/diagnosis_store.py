"""The store as `checkpost doctor` looks into it: nothing is made where nothing is kept yet."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.cli.diagnosis import Diagnosis, State
from bot.settings import Settings

if TYPE_CHECKING:
    from storage.store import Store


@asynccontextmanager
async def store_there(settings: Settings) -> AsyncIterator[Store | None]:
    """Open the store for a look, None where there is no file yet. Raises `StoreProblem`."""
    from storage.store import Store
    from storage.urls import parse_url

    path = parse_url(settings.database_url).path
    if path is not None and not path.exists():
        yield None
        return
    store = await Store.open(settings.database_url)
    try:
        yield store
    finally:
        await store.close()


def not_known(name: str) -> Diagnosis:
    """Say of a thing that the store could not be asked about it."""
    return Diagnosis(name, State.OFF, "not known: see Database")
