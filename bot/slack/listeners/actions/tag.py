"""One tap on what a comment is about: counted, so that what keeps coming up can be mended."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.again import current
from bot.slack.cards.replying import TAG
from bot.slack.claiming import count_once
from bot.slack.drawing import redraw_window
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons."""
    app.action(re.compile(f"^{TAG}:"))(listen(services, tag))


async def tag(services: Services, given: Given, ack: AsyncAck) -> None:
    """Count the topic once for this card, and say so."""
    await ack()
    if services.ruleset is None or not services.kept:
        return
    topic, _, check_id = given.value.rpartition(" ")
    window = await current(services, given)
    known = topic in services.ruleset().organisation.reply_topics
    if window is None or window.card is None or window.guarded or window.card.tagged or not known:
        return
    add = partial(services.coach.count_comment, given.team, given.user, topic)
    counted = await count_once(services, f"comment {check_id}", add, "comment_not_counted")
    told = say("reply.tagged", topic=topic) if counted else say("reply.not_tagged")
    window = replace(window, notice=told, card=replace(window.card, tagged=True))
    if given.seen is not None:
        await redraw_window(services, given.seen.view_id, window)
