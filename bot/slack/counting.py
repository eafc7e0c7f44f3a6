"""Counting a step of somebody, for figures from five people on; it never keeps an answer back."""

from __future__ import annotations

import asyncio

import structlog

from bot.logs import place
from bot.slack.services import Services

Who = tuple[str | None, str]


async def count(services: Services, who: Who, kind: str, name: str, step: str) -> None:
    """Count a step of `who`, a team and a user, if the store takes it in time."""
    try:
        async with asyncio.timeout(services.patience_s):
            await services.coach.count_step(*who, kind, name, step)
    except Exception as error:  # noqa: BLE001 -- what was asked for matters more than the count
        structlog.get_logger().warning("step_not_counted", error=place(error))
