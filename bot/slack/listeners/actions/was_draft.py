"""The button under an answer to talk or to a wish: the message was a draft after all."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.again import draft_gone
from bot.slack.conversation import begin_here, redraw_card
from bot.slack.drafts_above import written_as
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the button."""
    app.action("was_draft")(listen(services, was_draft))


async def was_draft(services: Services, given: Given, ack: AsyncAck) -> None:
    """Read the message, which only Slack keeps, and put its card where the answer is."""
    await ack()
    text = await written_as(services, given, given.value)
    if text is None:
        await draft_gone(services, given)
        return
    begun = await begin_here(services, given, text)
    if not begun.repeated:
        await redraw_card(services, given, begun)
