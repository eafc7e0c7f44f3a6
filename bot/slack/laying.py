"""Laying a page above what is open, or opening it where nothing is."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.message import said
from bot.slack.cards.text import Block
from bot.slack.gateway import SlackTrouble
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import tell


async def lay(services: Services, given: Given, view: Block) -> None:
    """Open a page: above the window, or on its own where the button was on a message."""
    if given.seen is not None:
        await services.slack.push_view(given.trigger, view)
        return
    try:
        await services.slack.open_view(given.trigger, view)
    except SlackTrouble:
        await tell(services, given, said(say("notice.no_window_now")))
