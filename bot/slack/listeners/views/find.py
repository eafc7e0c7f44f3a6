"""The rules window's "Find"."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.cards.rules import CALLBACK, FIND, rules_view
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.rule_board import board
from bot.slack.services import Services
from bot.slack.standing import for_submission


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the window."""
    app.view_submission(CALLBACK)(listen(services, find))


async def find(services: Services, given: Given, ack: AsyncAck) -> None:
    """Show the rules that fit what was typed."""
    desk, _ = await for_submission(services, given, ack)
    if desk is None or given.seen is None:
        return
    query = given.seen.inputs.get(FIND, "")
    await ack(response_action="update", view=rules_view(await board(desk, query)))
