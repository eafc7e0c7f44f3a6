"""The page of a question sent off: the next answer, in the same place."""

from __future__ import annotations

import asyncio

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.cards.question import FORM, QUESTION
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.questions import answered, read_on
from bot.slack.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the page."""
    app.view_submission(FORM)(listen(services, sent))


async def sent(services: Services, given: Given, ack: AsyncAck) -> None:
    """Answer what was asked."""
    question = given.seen.inputs.get(QUESTION, "").strip() if given.seen else ""
    says_something = any(map(str.isalnum, question))
    told = await answered(services, given, question) if says_something else None
    if told is None or given.seen is None:
        await ack(response_action="errors", errors={QUESTION: say("policy.ask_first")})
        return
    await ack(response_action="update", view=told.view)
    if told.reading and services.desk.first(given.delivery):
        await asyncio.sleep(services.settle_s)
        await read_on(services, given, told, given.seen.view_id)
