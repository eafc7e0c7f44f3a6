"""Copies of a picture, sent to its author when they press for one."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.cards.message import said as message
from bot.slack.cards.picture import (
    ASK_AI,
    CLEAN,
    COVERED,
    MARKED,
    noticed_view,
    said_view,
    waiting_view,
)
from bot.slack.laying import lay
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.picture_copies import send_cleaned, send_marked
from bot.slack.picturing import ask_ai
from bot.slack.services import Services
from bot.slack.showing import tell


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons."""
    app.action(CLEAN)(listen(services, clean))
    app.action(MARKED)(listen(services, mark))
    app.action(ASK_AI)(listen(services, ai))


async def clean(services: Services, given: Given, ack: AsyncAck) -> None:
    """Send the picture without what its file says."""
    await ack()
    file = given.value.partition(" ")[0]
    await _answer(services, given, await send_cleaned(services, given, file))


async def mark(services: Services, given: Given, ack: AsyncAck) -> None:
    """Send the picture with its findings drawn on it."""
    await ack()
    file, _, word = given.value.partition(" ")
    told = await send_marked(services, given, file, covered=word == COVERED)
    await _answer(services, given, told)


async def ai(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open a page above, and say there what AI sees."""
    await ack()
    view = await lay(services, given, waiting_view())
    if view is not None:
        file, _, host = given.value.partition(" ")
        said = await ask_ai(services, given, file, host)
        await services.slack.update_view(view.view_id, said_view(said))


async def _answer(services: Services, given: Given, told: str) -> None:
    if given.seen is not None:
        view = noticed_view(given.seen.blocks, told)
        await services.slack.update_view(given.seen.view_id, view)
    elif given.in_conversation:
        await services.slack.post(given.channel or "", message(told), thread=given.thread or "")
    else:
        await tell(services, given, message(told))
