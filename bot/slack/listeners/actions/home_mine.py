"""What is kept of oneself, on the App Home: seen, taken along, deleted."""

from __future__ import annotations

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.keeping.exporting import page_of
from bot.messages import say
from bot.slack.cards.kept import export_view
from bot.slack.cards.text import Block
from bot.slack.forgetting import forget
from bot.slack.gateway import SlackTrouble
from bot.slack.handing import hand_out
from bot.slack.home import publish
from bot.slack.laying import lay
from bot.slack.payload import Given
from bot.slack.services import Services

_MOST_SHOWN = 20_000  # characters of a page: of emoji alone, they are what a view may weigh


async def export(services: Services, given: Given, ack: AsyncAck) -> None:
    """Show everything that is kept, from its first page on."""
    await ack()
    await _lay(services, given)


async def export_next(services: Services, given: Given, ack: AsyncAck) -> None:
    """Turn to another page."""
    await ack()
    if given.seen is not None:
        number = int(given.value) if given.value.isdecimal() else 0
        view = await _page(services, given, number)
        await services.slack.update_view(given.seen.view_id, view)


async def export_file(services: Services, given: Given, ack: AsyncAck) -> None:
    """Send everything that is kept as files; where Slack takes none, show it."""
    await ack()
    texts = services.coach.export(given.team, given.user)
    try:
        files = await hand_out(services.slack, given.user, texts)
    except SlackTrouble as trouble:
        structlog.get_logger().warning("export_not_sent", code=trouble.code)
        await _lay(services, given)
        return
    await publish(services, given, say("home.file_sent", count=files))


async def _lay(services: Services, given: Given) -> None:
    await lay(services, given, await _page(services, given, 0))


async def _page(services: Services, given: Given, number: int) -> Block:
    texts = services.coach.export(given.team, given.user)
    page, more = await page_of(texts, number, _MOST_SHOWN)
    return export_view(page, number, more=more)


async def forget_me(services: Services, given: Given, ack: AsyncAck) -> None:
    """Delete everything that is kept, and end what is open."""
    await ack()
    gone = await forget(services, given)
    await publish(services, given, say("home.forgotten", count=gone))
