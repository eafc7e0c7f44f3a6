"""Copies of a picture, sent to its author when they press for one."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.cards.message import said
from bot.slack.cards.picture import CLEAN, COVERED, MARKED, result_view
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.picturing import send_cleaned, send_marked
from bot.slack.services import Services
from bot.slack.showing import tell


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons."""
    app.action(CLEAN)(listen(services, clean))
    app.action(MARKED)(listen(services, mark))


async def clean(services: Services, given: Given, ack: AsyncAck) -> None:
    """Send the picture without what its file says."""
    await ack()
    if services.desk.first(given.delivery):
        file = given.value.partition(" ")[0]
        await _answer(services, given, await send_cleaned(services, given, file))


async def mark(services: Services, given: Given, ack: AsyncAck) -> None:
    """Send the picture with its findings drawn on it."""
    await ack()
    if services.desk.first(given.delivery):
        file, _, word = given.value.partition(" ")
        told = await send_marked(services, given, file, covered=word == COVERED)
        await _answer(services, given, told)


async def _answer(services: Services, given: Given, told: str) -> None:
    if given.seen is not None:
        await services.slack.update_view(given.seen.view_id, result_view(told))
    elif given.in_conversation:
        await services.slack.post(given.channel or "", said(told), thread=given.thread or "")
    else:
        await tell(services, given, said(told))
