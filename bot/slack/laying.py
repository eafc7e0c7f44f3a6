"""Laying a page above what is open, or opening it where nothing is."""

from __future__ import annotations

from bot.messages import say
from bot.slack.calling import CLOSED, SlackTrouble
from bot.slack.cards.message import said
from bot.slack.cards.text import Block
from bot.slack.gateway import View
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import tell
from bot.slack.traces import traces_of


async def lay(services: Services, given: Given, view: Block) -> View | None:
    """Open a page: above the window, or on its own where the button was on a message.

    Where Slack does not, the person is told, and None returned; of a guarded draft no message
    stays. Raises `SlackTrouble` where they have closed the window.
    """
    opens = services.slack.open_view if given.seen is None else services.slack.push_view
    try:
        return await opens(given.trigger, view)
    except SlackTrouble as trouble:
        if trouble.code == CLOSED:
            raise
        lasting = traces_of(services, given).lasting
        await tell(services, given, said(say("notice.no_window_now")), lasting=lasting)
        return None
