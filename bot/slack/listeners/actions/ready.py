"""The finished draft: its text to copy, and links that open it where it goes."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.again import draft_gone
from bot.slack.cards.card import Window
from bot.slack.cards.ready import LEND, OPEN, ready_view
from bot.slack.desk import Open
from bot.slack.laying import lay
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.verdict import Draft


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the button; the links are Slack's to open, and only want an answer."""
    app.action("ready")(listen(services, ready))
    app.action(LEND)(listen(services, lend))
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
    window = Window(text, seen.platform, seen.purpose, chain=seen.chain)
    days = _lend_days(services, shown, window)
    page = await lay(services, given, ready_view(text, seen.platform, platforms, days))
    if days and page is not None:
        services.desk.show(page.view_id, window)


async def lend(services: Services, given: Given, ack: AsyncAck) -> None:
    """Lend the text of the page to comms, or take it back, as the box says."""
    await ack()
    shown = services.desk.view(given.seen.view_id) if given.seen else None
    if services.lending is None or shown is None or shown.window is None:
        return
    window = shown.window
    if given.value:
        draft = Draft(window.draft, window.platform, window.purpose)
        await services.lending.lend(given.team, given.user, window.chain or "", draft)
    else:
        await services.lending.take_back(given.team, given.user, window.chain or "")


def _lend_days(services: Services, shown: Open | None, window: Window) -> int:
    """Return for how long this text may be lent: never one that is guarded or holds a key."""
    stored = shown is not None and shown.window is not None and shown.window.is_stored
    if not stored or not window.chain:
        return 0
    reading = services.coach.read(Draft(window.draft, window.platform, window.purpose))
    return 0 if reading.guarded or reading.holds_credential else services.lend_days


async def opened(services: Services, given: Given, ack: AsyncAck) -> None:
    """Answer Slack; where the author goes from here is not ours to know."""
    del services, given
    await ack()
