"""The button under an answer that came back: the window, with the text that can be gone on with."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.check import Surface
from bot.slack.again import draft_gone
from bot.slack.cards.ask_told import CHECK
from bot.slack.checking import begin
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import show
from bot.verdict import Draft, Platform


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the button."""
    app.action(CHECK)(listen(services, check))


async def check(services: Services, given: Given, ack: AsyncAck) -> None:
    """Check the text of the message, in a window of its own."""
    if not given.shared:
        await ack()
        await draft_gone(services, given)
        return
    platform = Platform(given.value) if given.value in set(Platform) else Platform.OTHER
    begun = await begin(services, given, Draft(given.shared, platform), Surface.SHORTCUT)
    await ack()
    if not begun.repeated:
        await show(services, given, begun)
