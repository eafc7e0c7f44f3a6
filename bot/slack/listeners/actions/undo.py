"""The Undo button: in the window, in the list of changes, on the message in the comms channel."""

from __future__ import annotations

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import language, say, speaking
from bot.rulebook.done import Undone
from bot.slack.cards.message import said
from bot.slack.cards.modal import page_view
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.standing import for_action


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the button."""
    app.action("change_undo")(listen(services, undo))


async def undo(services: Services, given: Given, ack: AsyncAck) -> None:
    """Take a change back, and say what became of it where the button was."""
    await ack()
    desk, name = await for_action(services, given)
    if desk is None:
        return
    path, _, mark = given.value.partition(" ")
    done = await desk.book.undo(path, mark)
    structlog.get_logger().info("change_undone", outcome=done.value)
    # A message in the channel is read by everybody there.
    with speaking(language() if given.seen is not None else services.company_language):
        text = say(f"change.undone.{done}", path=path)
    if given.seen is not None:
        await services.slack.update_view(given.seen.view_id, page_view(say("change.undo"), text))
    elif given.response_url is not None:
        who = f" ({name})" if done is Undone.DONE else ""
        await services.slack.respond(
            given.response_url, said(f"{text}{who}"), replace_original=done is Undone.DONE
        )
