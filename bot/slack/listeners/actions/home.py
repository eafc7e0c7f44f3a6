"""The buttons of the App Home."""

from __future__ import annotations

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import language_of, say, speaking
from bot.slack.cards.home import AS_IN_SLACK
from bot.slack.cards.kept import export_view
from bot.slack.gateway import SlackTrouble
from bot.slack.home import publish
from bot.slack.laying import lay
from bot.slack.listeners.commands.checkpost import open_empty
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.verdict import Platform

_MOST = 500
_FILE = "checkpost.json"


def register(app: AsyncApp, services: Services) -> None:
    """Listen to all of them."""
    app.action("home_check")(listen(services, check))
    app.action("home_platform")(listen(services, platform))
    app.action("home_language")(listen(services, language))
    app.action("home_ai")(listen(services, ai_review))
    app.action("home_messages")(listen(services, messages))
    app.action("home_export")(listen(services, export))
    app.action("home_export_file")(listen(services, export_file))
    app.action("home_forget")(listen(services, forget))


async def check(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open an empty window."""
    await ack()
    await open_empty(services, given)


async def platform(services: Services, given: Given, ack: AsyncAck) -> None:
    """Remember where somebody mostly posts."""
    await ack()
    chosen = Platform(given.value) if given.value in set(Platform) else Platform.OTHER
    await services.coach.set_preferences(given.team, given.user, platform=chosen)
    await publish(services, given)


async def language(services: Services, given: Given, ack: AsyncAck) -> None:
    """Remember which language somebody likes to read, and draw the page in it."""
    await ack()
    chosen = "" if given.value == AS_IN_SLACK else language_of(given.value)
    await services.coach.set_preferences(given.team, given.user, language=chosen)
    with speaking(await services.language_of(given)):
        await publish(services, given)


async def ai_review(services: Services, given: Given, ack: AsyncAck) -> None:
    """Turn AI review on or off."""
    await ack()
    await services.coach.set_preferences(given.team, given.user, ai_review=given.value == "on")
    await publish(services, given)


async def messages(services: Services, given: Given, ack: AsyncAck) -> None:
    """Allow messages or not."""
    await ack()
    await services.coach.set_preferences(given.team, given.user, messages=given.value == "on")
    await publish(services, given)


async def export(services: Services, given: Given, ack: AsyncAck) -> None:
    """Show everything that is kept."""
    await ack()
    text = await services.coach.export(given.team, given.user, _MOST)
    await lay(services, given, export_view(text))


async def export_file(services: Services, given: Given, ack: AsyncAck) -> None:
    """Send everything that is kept as a file; where Slack takes none, show it."""
    await ack()
    text = await services.coach.export(given.team, given.user, _MOST)
    try:
        channel = await services.slack.direct_channel(given.user)
        await services.slack.send_file(channel, _FILE, text, say("home.file_comment"))
    except SlackTrouble as trouble:
        structlog.get_logger().warning("export_not_sent", code=trouble.code)
        await lay(services, given, export_view(text))
        return
    await publish(services, given, say("home.file_sent"))


async def forget(services: Services, given: Given, ack: AsyncAck) -> None:
    """Delete everything that is kept."""
    await ack()
    gone = await services.coach.forget(given.team, given.user)
    await publish(services, given, say("home.forgotten", count=gone))
