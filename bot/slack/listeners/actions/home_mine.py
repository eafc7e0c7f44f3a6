"""What is kept of oneself, on the App Home: seen, taken along, deleted."""

from __future__ import annotations

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.cards.kept import export_view
from bot.slack.gateway import SlackTrouble
from bot.slack.home import publish
from bot.slack.laying import lay
from bot.slack.payload import Given
from bot.slack.services import Services

_MOST = 500
_FILE = "checkpost.json"


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
