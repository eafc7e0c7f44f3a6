"""The two shortcuts: an empty window from anywhere, and a message of one's own as a draft."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.check import Surface
from bot.messages import say
from bot.slack.cards.message import said
from bot.slack.checking import begin
from bot.slack.listeners.commands.checkpost import open_empty
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import show, tell
from bot.verdict import Draft

ANYWHERE, MESSAGE = "check_draft", "check_message"


def register(app: AsyncApp, services: Services) -> None:
    """Listen to both."""
    app.global_shortcut(ANYWHERE)(listen(services, anywhere))
    app.message_shortcut(MESSAGE)(listen(services, message))


async def anywhere(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open an empty window."""
    await ack()
    if services.desk.first(given.delivery):
        await open_empty(services, given)


async def message(services: Services, given: Given, ack: AsyncAck) -> None:
    """Check a message of one's own; nobody checks what somebody else wrote."""
    if not services.desk.first(given.delivery):
        await ack()
    elif given.author != given.user:
        await ack()
        await tell(services, given, said(say("notice.not_yours")))
    elif given.text.strip():
        begun = await begin(services, given, Draft(given.text), Surface.SHORTCUT)
        await ack()
        if not begun.repeated:
            await show(services, given, begun)
    else:
        await ack()
        await open_empty(services, given)
