"""`/checkpost suspicious`: what was seen, what will be shared, and off to the security team."""

from __future__ import annotations

import asyncio

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say, speaking
from bot.policy.entities.imitation import Imitation, imitations
from bot.policy.text.defang import refang
from bot.slack.alarms import owner_of_security
from bot.slack.calling import SlackTrouble
from bot.slack.cards.modal import page_view
from bot.slack.cards.suspicious import (
    FORM,
    NAME,
    PREVIEW,
    SEEN,
    TOLD,
    preview,
    report_form,
    report_message,
)
from bot.slack.claiming import is_first
from bot.slack.laying import lay
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.post import find_room
from bot.slack.routing import route
from bot.slack.seen import Seen
from bot.slack.services import Services
from bot.verdict import Draft


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the form and to its preview."""
    app.view_submission(FORM)(listen(services, show))
    app.view_submission(PREVIEW)(listen(services, send))


async def open_form(services: Services, given: Given) -> None:
    """Open the form, or say whom to ask where no channel may be told."""
    says = "suspicious.no_channel"
    try:
        if channel := await route(services, _owner(services)):
            await lay(services, given, report_form(channel))
            return
    except SlackTrouble as trouble:
        structlog.get_logger().info("channels_unknown", code=trouble.code)
        says = "suspicious.not_sent"
    text = say(says, channel=_owner(services) or services.comms_channel or "–")
    await lay(services, given, page_view(say("suspicious.title"), text))


async def show(services: Services, given: Given, ack: AsyncAck) -> None:
    """Show what the channel will read, before anybody reads it."""
    seen = given.seen
    text = seen.inputs.get(SEEN, "").strip() if seen else ""
    wrong = _wrong(services, text)
    if seen is None or wrong:
        await ack(response_action="errors", errors={SEEN: wrong})
        return
    view = preview(seen.held.get("channel", ""), text, _found(services, text))
    await ack(response_action="update", view=view)


async def send(services: Services, given: Given, ack: AsyncAck) -> None:
    """Post the report once, and keep nothing of it."""
    seen = given.seen
    text = seen.inputs.get(TOLD, "").strip() if seen else ""
    wrong = _wrong(services, text)
    if seen is None or wrong:
        await ack(response_action="errors", errors={TOLD: wrong})
        return
    once = f"suspicious:{seen.view_id}"
    if not services.desk.knows(once) and not services.messages_pace.allows(given.team, given.user):
        await ack(response_action="errors", errors={TOLD: say("pace.messages")})
        return
    channel = seen.held.get("channel", "")
    page = page_view(say("suspicious.title"), say("suspicious.sent", channel=channel))
    await ack(response_action="update", view=page)
    if not await is_first(services, once):
        return
    if not await _post(services, given, seen, text):
        await asyncio.sleep(services.settle_s)
        failed = page_view(say("suspicious.title"), say("suspicious.not_sent", channel=channel))
        await services.slack.update_view(seen.view_id, failed)


async def _post(services: Services, given: Given, seen: Seen, text: str) -> bool:
    by = given.user if seen.inputs.get(NAME) else ""
    with speaking(services.company_language):
        message = report_message(text, _found(services, text), by)
    try:
        # Looked for again: the channel may have been opened to others since.
        room = services.directory and await find_room(
            services.directory, seen.held.get("channel", "")
        )
        if not room:
            return False
        await services.slack.send(room.channel_id, message)
    except SlackTrouble as trouble:
        structlog.get_logger().warning("report_not_sent", code=trouble.code)
        return False
    return True


def _owner(services: Services) -> str:
    return owner_of_security(services.ruleset()) if services.ruleset else ""


def _wrong(services: Services, text: str) -> str:
    if not text:
        return say("suspicious.write_first")
    return say("suspicious.no_keys") if services.coach.read(Draft(text)).holds_credential else ""


def _found(services: Services, text: str) -> tuple[Imitation, ...]:
    if services.ruleset is None:
        return ()
    return imitations(refang(text), services.ruleset().organisation)
