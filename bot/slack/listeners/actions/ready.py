"""The finished draft: its text to copy, and links that open it where it goes."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.again import draft_gone
from bot.slack.cards.ready import OPEN, ready_view
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the button; the links are Slack's to open, and only want an answer."""
    app.action("ready")(listen(services, ready))
    app.action(OPEN)(listen(services, opened))


async def ready(services: Services, given: Given, ack: AsyncAck) -> None:
    """Lay the finished text above the window."""
    await ack()
    await lay_ready(services, given)


async def lay_ready(services: Services, given: Given) -> None:
    """Lay the text that is in the window now above it, with the links that fit."""
    seen = given.seen
    shown = services.desk.view(seen.view_id) if seen else None
    remembered = shown.window.draft if shown and shown.window else ""
    text = (seen.draft if seen else None) or remembered
    if seen is None or not text.strip():
        await draft_gone(services, given)
        return
    platforms = services.ruleset().platforms if services.ruleset else {}
    view = ready_view(text, seen.platform, platforms)
    await services.slack.push_view(given.trigger, view)


async def opened(services: Services, given: Given, ack: AsyncAck) -> None:
    """Answer Slack; where the author goes from here is not ours to know."""
    del services, given
    await ack()
