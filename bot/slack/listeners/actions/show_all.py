"""The buttons that open every finding, and fold them again."""

from __future__ import annotations

from dataclasses import replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.again import current, draft_gone
from bot.slack.drawing import redraw_window
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import replace_message


def register(app: AsyncApp, services: Services) -> None:
    """Listen to both."""
    app.action("show_all")(listen(services, show_all))
    app.action("show_fewer")(listen(services, show_fewer))


async def show_all(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open every finding of the card, without touching what is being typed."""
    await ack()
    await _fold(services, given, unfolded=True)


async def show_fewer(services: Services, given: Given, ack: AsyncAck) -> None:
    """Leave only the first finding open."""
    await ack()
    await _fold(services, given, unfolded=False)


async def _fold(services: Services, given: Given, *, unfolded: bool) -> None:
    window = await current(services, given)
    if window is None or window.card is None:
        await draft_gone(services, given)
        return
    shown = replace(window, card=replace(window.card, unfolded=unfolded))
    if given.seen is None:
        await replace_message(services, given, shown)
    else:
        await redraw_window(services, given.seen.view_id, shown)
