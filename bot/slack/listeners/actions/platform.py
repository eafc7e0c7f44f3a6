"""The choice of where a draft goes: it is counted anew at once, as people count there."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.again import current, shown_check
from bot.slack.cards.inputs import PLATFORM
from bot.slack.drawing import redraw_window
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the choice."""
    app.action(PLATFORM)(listen(services, choose))


async def choose(services: Services, given: Given, ack: AsyncAck) -> None:
    """Draw the window with the other count, and leave alone what was typed and what was found.

    A card that this process does not remember is left as it is: AI's part would be lost.
    """
    await ack()
    if given.seen is None:
        return
    if services.desk.view(given.seen.view_id) is None and shown_check(given.seen):
        return
    window = await current(services, given)
    if window is not None:
        await redraw_window(services, given.seen.view_id, window)
