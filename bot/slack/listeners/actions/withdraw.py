"""The button that takes one's own question back, on the App Home and under a word about it."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.cards.ask_told import WITHDRAW
from bot.slack.cards.message import said
from bot.slack.home import publish
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import tell


def register(app: AsyncApp, services: Services) -> None:
    """Listen to both."""
    app.action("home_withdraw")(listen(services, from_home))
    app.action(WITHDRAW)(listen(services, from_message))


async def from_home(services: Services, given: Given, ack: AsyncAck) -> None:
    """Take it back, and draw the page without it."""
    told = await _withdrawn(services, given)
    await ack()
    await publish(services, given, told)


async def from_message(services: Services, given: Given, ack: AsyncAck) -> None:
    """Take it back, and say so."""
    told = await _withdrawn(services, given)
    await ack()
    await tell(services, given, said(told))


async def _withdrawn(services: Services, given: Given) -> str:
    # Before the ack: what was acked is a promise.
    who = given.team, given.user
    gone = services.asks and await services.asks.withdraw(given.value, *who, given.delivery)
    return say("ask.withdrawn" if gone else "ask.withdraw_late")
