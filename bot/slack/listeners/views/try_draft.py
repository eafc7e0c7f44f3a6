"""A draft tried against the rules by somebody who looks after them; nothing of it is kept."""

from __future__ import annotations

import asyncio

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.policy.explain import explain
from bot.slack.cards.inputs import DRAFT
from bot.slack.cards.rule_try import CALLBACK, try_view
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.standing import for_submission
from bot.verdict import Draft


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the window."""
    app.view_submission(CALLBACK)(listen(services, tried))


async def tried(services: Services, given: Given, ack: AsyncAck) -> None:
    """Say what each rule makes of the draft."""
    desk, _ = await for_submission(services, given, ack)
    if desk is None or given.seen is None:
        return
    text, platform = given.seen.draft or "", given.seen.platform
    if not text.strip():
        await ack(response_action="errors", errors={DRAFT: say("window.write_first")})
        return
    ruleset, now = desk.book.live.current, desk.book.clock()
    explained = await asyncio.to_thread(explain, ruleset, Draft(text, platform), now)
    await ack(response_action="update", view=try_view(text, platform, explained))
