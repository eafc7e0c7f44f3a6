"""Somebody left: a deactivated person is forgotten."""

from __future__ import annotations

import asyncio

import structlog
from slack_bolt.async_app import AsyncApp

from bot.logs import place
from bot.slack.forgetting import forget
from bot.slack.payload import Given, given
from bot.slack.seen import Payload
from bot.slack.services import Services

_PAUSES_S = (1.0, 10.0, 60.0)


def register(app: AsyncApp, services: Services) -> None:
    """Listen to changes of people's accounts."""

    async def changed(event: Payload, body: Payload) -> None:
        user = event.get("user")
        if not isinstance(user, dict) or not user.get("deleted") or not user.get("id"):
            return
        with services.tasks.this_one():
            await _forget(services, given({**body, "user": user, "user_id": user["id"]}))

    app.event("user_change")(changed)


async def _forget(services: Services, left: Given) -> None:
    """Forget somebody, through a database that is away for a minute: Slack tells it once."""
    for pause in (*_PAUSES_S, None):
        try:
            gone = await forget(services, left)
        except Exception as error:  # noqa: BLE001 -- nobody waits for an answer
            if pause is None:
                structlog.get_logger().error("somebody_not_forgotten", error=place(error))
                return
            await asyncio.sleep(pause)
        else:
            structlog.get_logger().info("somebody_forgotten", rows=gone)
            return
