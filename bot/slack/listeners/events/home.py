"""Somebody opened the App Home."""

from __future__ import annotations

import structlog
from slack_bolt.async_app import AsyncApp

from bot.logs import place
from bot.messages import speaking
from bot.slack.home import publish
from bot.slack.payload import given
from bot.slack.seen import Payload
from bot.slack.services import Services
from bot.slack.suggesting import suggest


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the event."""

    async def opened(event: Payload, body: Payload) -> None:
        user, tab = event.get("user"), event.get("tab", "home")
        if not isinstance(user, str):
            return
        delivered = given({**body, "user": {"id": user}})
        with services.tasks.this_one():
            try:
                with speaking(await services.language_of(delivered)):
                    if tab == "home":
                        await publish(services, delivered)
                    elif tab == "messages":
                        # As of Slack's agent view: somebody opened the conversation.
                        await suggest(services, event.get("channel"))
            except Exception as error:  # noqa: BLE001 -- nobody asked for anything yet
                structlog.get_logger().error("home_not_drawn", error=place(error))

    app.event("app_home_opened")(opened)
