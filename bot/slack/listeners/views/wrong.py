"""A word about a rule: shown to its author first, then sent without a name, and not kept."""

from __future__ import annotations

import asyncio

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say, speaking
from bot.slack.cards.message import quoted
from bot.slack.cards.modal import page_view
from bot.slack.cards.text import Block
from bot.slack.cards.wrong import SEND, WORD, WRITE, preview_view
from bot.slack.claiming import is_first
from bot.slack.gateway import SlackTrouble
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.verdict import Draft


def register(app: AsyncApp, services: Services) -> None:
    """Listen to both pages."""
    app.view_submission(WRITE)(listen(services, written))
    app.view_submission(SEND)(listen(services, sent))


async def written(services: Services, given: Given, ack: AsyncAck) -> None:
    """Show what would be sent."""
    seen = given.seen
    word = " ".join(seen.inputs.get(WORD, "").split()) if seen else ""
    if seen is None or not word:
        await ack(response_action="errors", errors={WORD: say("wrong.empty")})
        return
    if services.coach.read(Draft(word)).holds_credential:
        await ack(response_action="errors", errors={WORD: say("ask.no_keys")})
        return
    rule = seen.held.get("rule", "")
    with speaking(services.company_language):
        ours = services.ruleset().title_of(rule) if services.ruleset else ""
        clause = ours or seen.held.get("clause", "")
        message = say("wrong.message", rule=rule, clause=clause, word=word)
    await ack(response_action="update", view=preview_view(message, services.comms_channel))


async def sent(services: Services, given: Given, ack: AsyncAck) -> None:
    """Send it, once."""
    if given.seen is None:
        await ack()
        return
    message, once = given.seen.held.get("message", ""), f"wrong:{given.seen.view_id}"
    if not services.desk.knows(once) and not services.messages_pace.allows(given.team, given.user):
        wait = preview_view(message, services.comms_channel, say("pace.messages"))
        await ack(response_action="update", view=wait)
        return
    if not await is_first(services, once):
        await ack(response_action="update", view=_page("sent"))
        return
    # A busy Slack may let us wait for half a minute, and waits itself for three seconds.
    work = services.tasks.spawn(_carried(services, message))
    done, _ = await asyncio.wait({work}, timeout=services.patience_s)
    if done:
        await ack(response_action="update", view=_page("sent" if await work else "not_sent"))
        return
    await ack(response_action="update", view=_page("on_its_way"))
    if not await work:
        await services.slack.update_view(given.seen.view_id, _page("not_sent"))


def _page(says: str) -> Block:
    return page_view(say("wrong.title"), say(f"wrong.{says}"))


async def _carried(services: Services, message: str) -> bool:
    """Bring a message to the comms channel; False where there is none, or others read it, too."""
    if services.rules is None or not message:
        return False
    try:
        return await services.rules.comms.send(quoted(message))
    except SlackTrouble as trouble:
        structlog.get_logger().warning("word_not_sent", code=trouble.code)
        return False
