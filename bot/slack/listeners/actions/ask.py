"""The button "Ask #channel": the form in which an author sees what will be shared."""

from __future__ import annotations

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import moment, say
from bot.slack.again import current, draft_gone
from bot.slack.cards.ask import form_view
from bot.slack.cards.card import Window
from bot.slack.cards.modal import page_view
from bot.slack.cards.sharing import MOST_SHARED, around
from bot.slack.cards.text import Block, clip, units
from bot.slack.finding import address_of
from bot.slack.gateway import SlackTrouble
from bot.slack.laying import lay
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.routing import next_after, route
from bot.slack.services import Services
from bot.verdict import Draft, Finding
from bot.vocabulary.asking import plan

_PASSAGE = 600  # what a form remembers of the words in question
_CLAUSE = 200


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the button."""
    app.action("ask")(listen(services, ask))


async def ask(services: Services, given: Given, ack: AsyncAck) -> None:
    """Lay the form above the window."""
    await ack()
    await lay_form(services, given)


async def lay_form(services: Services, given: Given) -> None:
    """Lay the form for the finding whose button or menu it was."""
    window = await current(services, given)
    finding = window.card.finding(address_of(given)) if window and window.card else None
    if window is None or finding is None:
        await draft_gone(services, given)
        return
    try:
        form = await _form(services, window, finding)
    except SlackTrouble as trouble:
        structlog.get_logger().info("channels_unknown", code=trouble.code)
        form = page_view(say("ask.title"), say("ask.no_answer", owner=finding.owner))
    await lay(services, given, form)


async def _form(services: Services, window: Window, finding: Finding) -> Block:
    channel = await route(services, finding.owner) if services.asks else ""
    if not channel:
        return page_view(say("ask.title"), say("ask.no_channel", owner=finding.owner))
    passage = finding.text if len(finding.text) <= _PASSAGE else ""
    held = {
        "channel": channel,
        "fallback": await next_after(services, channel, finding.topic),
        "rule": finding.rule,
        "clause": clip(finding.clause, _CLAUSE),
        "topic": finding.topic,
        "platform": window.platform.value,
        "passage": passage if window.draft.count(passage) else "",
    }
    zone = services.timezone
    until = moment(plan(services.clock(), zone, services.asking.hours).channel, zone)
    offered = _offered(services, window, finding)
    shared = around(offered, finding.text)
    notes = []
    if channel != finding.owner:
        notes.append(say("ask.other_channel", owner=finding.owner, channel=channel))
    if shared != offered:
        notes.append(say("ask.only_part", length=units(offered), most=MOST_SHARED))
    return form_view(channel, until, shared, held, " ".join(notes))


def _offered(services: Services, window: Window, finding: Finding) -> str:
    """Return what the form begins with: the draft without keys, of a guarded one the passage."""
    if window.guarded:
        return finding.text
    draft = Draft(window.draft, window.platform, window.purpose)
    text = window.draft
    for other in services.coach.read(draft).findings:
        if other.topic == "credential" and other.text:
            text = text.replace(other.text, say("ask.left_out"))
    return text
