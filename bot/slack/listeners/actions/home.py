"""The buttons of the App Home."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.listeners.actions.home_choices import language, platform
from bot.slack.listeners.actions.home_mine import export, export_file, export_next, forget_me
from bot.slack.listeners.actions.home_switches import ai_review, messages, told
from bot.slack.listeners.commands.checkpost import open_empty
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Listen to all of them."""
    app.action("home_check")(listen(services, check))
    app.action("home_platform")(listen(services, platform))
    app.action("home_language")(listen(services, language))
    app.action("home_ai")(listen(services, ai_review))
    app.action("home_told")(listen(services, told))
    app.action("home_messages")(listen(services, messages))
    app.action("home_export")(listen(services, export))
    app.action("export_next")(listen(services, export_next))
    app.action("home_export_file")(listen(services, export_file))
    app.action("home_forget")(listen(services, forget_me))


async def check(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open an empty window."""
    await ack()
    await open_empty(services, given)
