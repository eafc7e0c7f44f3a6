"""Somebody opened the App Home."""

from __future__ import annotations

import structlog
from slack_bolt.async_app import AsyncApp

from bot.logs import place
from bot.slack.home import publish
from bot.slack.payload import Payload, given
from bot.slack.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the event."""

    async def opened(event: Payload, body: Payload) -> None:
        if event.get("tab", "home") != "home":
            return
        with services.tasks.this_one():
            delivered = given({**body, "user": {"id": event.get("user")}})
            try:
                await publish(services, delivered)
            except Exception as error:  # noqa: BLE001 -- nobody asked for anything yet
                structlog.get_logger().error("home_not_drawn", error=place(error))

    app.event("app_home_opened")(opened)
