"""The choice of what a draft is: a reply brings an input for the comment that it answers."""

from __future__ import annotations

from dataclasses import replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.again import current
from bot.slack.cards.inputs import PURPOSE
from bot.slack.cards.replying import COMMENT
from bot.slack.drawing import redraw_window
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.seen import Seen
from bot.slack.services import Services
from bot.verdict import Purpose


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the choice."""
    app.action(PURPOSE)(listen(services, choose))


async def choose(services: Services, given: Given, ack: AsyncAck) -> None:
    """Draw the window with or without that input, and leave alone what was typed."""
    await ack()
    if given.seen is None or not _changes(given.seen):
        return
    window = await current(services, given)
    if window is not None:
        purposed = replace(window, purpose=given.seen.purpose)
        await redraw_window(services, given.seen.view_id, purposed)


def _changes(seen: Seen) -> bool:
    """Whether the window is to be drawn anew; a comment that was typed is not taken away."""
    if seen.purpose is Purpose.REPLY:
        return COMMENT not in seen.inputs
    return COMMENT in seen.inputs and not seen.comment.strip()
