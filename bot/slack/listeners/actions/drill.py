"""The two buttons of the weekly drill: the answer is for whoever clicked, and nobody else."""

from __future__ import annotations

from functools import partial

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.cards.drill import answer_message, drill_of
from bot.slack.claiming import count_once
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Listen to both buttons."""
    for choice in (0, 1):
        app.action(f"drill_{choice}")(listen(services, choose))


async def choose(services: Services, given: Given, ack: AsyncAck) -> None:
    """Say which draft is fine and why the other is not, then add the answer up."""
    await ack()
    if services.drilling is None or given.channel is None:
        return
    week, key, choice = drill_of(given.value)
    drill, said = services.drilling.find(key)
    right = drill is not None and choice == drill.fine
    message = answer_message(drill, said, right=right)
    await services.slack.whisper(given.channel, given.user, message)
    if drill is None or not services.drilling.is_first(week, f"{given.team} {given.user}"):
        return
    add = partial(services.drilling.count, week, drill, right=right)
    await count_once(services, f"drill {given.delivery}", add, "drill_not_counted")
