"""What is to be done once is, also where two replicas get the same delivery."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.logs import kind, place
from bot.slack.services import Services


async def is_first(services: Services, what: str) -> bool:
    """Whether this is to be done here: it comes for the first time, to whichever replica.

    Where the database does not say in time, what this process remembers decides: a word that
    comes twice is better than one that never comes.
    """
    if not services.desk.first(what):
        return False
    if services.claim is None:
        return True
    try:
        async with asyncio.timeout(services.patience_s):
            return await services.claim(what)
    except Exception as error:  # noqa: BLE001 -- whatever keeps the database from answering
        structlog.get_logger().warning("not_claimed", error=kind(error))
        return True


async def count_once(
    services: Services, what: str, count: Callable[[], Awaitable[None]], event: str
) -> bool:
    """Count something at most once, whichever replica it comes to.

    False where the database does not answer in time, which the log says as `event`: a figure less
    is better than one too many, and what was asked for matters more than either.
    """
    if not services.desk.first(what):
        return True
    try:
        async with asyncio.timeout(services.patience_s):
            if services.claim is None or await services.claim(what):
                await count()
    except Exception as error:  # noqa: BLE001 -- whatever keeps the database from answering
        structlog.get_logger().warning(event, error=place(error))
        return False
    return True
