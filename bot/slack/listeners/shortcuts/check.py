"""The two shortcuts: an empty window from anywhere, and a message of one's own as a draft."""

from __future__ import annotations

from dataclasses import replace

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.check import Surface
from bot.messages import say
from bot.slack.cards.message import said
from bot.slack.cards.picture import picture_view, result_view, waiting_view
from bot.slack.checking import begin_at_once
from bot.slack.gateway import SlackTrouble
from bot.slack.listeners.commands.checkpost import open_empty
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.picture_looking import Beside, looked
from bot.slack.picturing import ai_host
from bot.slack.services import Services
from bot.slack.showing import show_at_once, tell
from bot.slack.typed import is_blank
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
    elif not is_blank(given.text):
        begun = await begin_at_once(services, given, Draft(given.text), Surface.SHORTCUT)
        if given.pictures:
            window = replace(begun.window, notice=say("picture.beside"))
            begun = replace(begun, window=window)
        await show_at_once(services, given, begun, ack)
    elif given.pictures:
        await ack()
        await _picture(services, given)
    else:
        await ack()
        await open_empty(services, given)


async def _picture(services: Services, given: Given) -> None:
    """Look at a picture without words; where Slack does not hand it over, ask for it."""
    try:
        view = await services.slack.open_view(given.trigger, waiting_view())
    except SlackTrouble as trouble:
        structlog.get_logger().info("view_not_opened", code=trouble.code)
        await tell(services, given, said(say("notice.no_window_picture")))
        return
    file = given.pictures[0]
    found = await looked(services, given, file, Beside())
    page = (
        picture_view(found)
        if isinstance(found, str)
        else result_view(found, file, ai_host(services))
    )
    await services.slack.update_view(view.view_id, page)
