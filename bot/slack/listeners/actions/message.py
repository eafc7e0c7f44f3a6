"""The buttons of a card that came as a message: check again, delete, no more messages."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.again import current
from bot.slack.cards.card import Window
from bot.slack.cards.message import said
from bot.slack.choices import choices_of, deal_for, menu_for
from bot.slack.gateway import SlackTrouble
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import open_window, tell


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons."""
    app.action("open")(listen(services, open_again))
    app.action("delete")(listen(services, delete))
    app.action("keep")(listen(services, keep))
    app.action("messages")(listen(services, no_more))


async def open_again(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open the window, with the draft where it is still remembered, and what was found in it."""
    await ack()
    kept = await current(services, given)
    quiet = kept is not None and kept.guarded
    choices = await choices_of(
        services.coach, given.team, given.user, services.patience_s, quiet=quiet
    )
    window = replace(
        _as_found(kept) if kept else Window(notice=say("notice.draft_gone_here")),
        deal=deal_for(services, choices),
        menu=menu_for(services.coach, choices),
    )
    if await open_window(services, given, window) is None:
        await tell(services, given, said(say("notice.no_window")))


def _as_found(kept: Window) -> Window:
    """Return a window as a card's message shows it; what AI has yet to say comes there alone."""
    waits = kept.card is not None and kept.card.waiting
    return replace(kept, card=None if waits else kept.card, edition=0, notice="")


async def delete(services: Services, given: Given, ack: AsyncAck) -> None:
    """Delete the message, also where only its author sees it."""
    await ack()
    if given.response_url is not None:
        with suppress(SlackTrouble):
            await services.slack.respond(given.response_url, {}, delete_original=True)
            return
    if given.channel is not None and given.message is not None:
        await services.slack.delete(given.channel, given.message)


async def keep(services: Services, given: Given, ack: AsyncAck) -> None:
    """Let the message stay, which would else delete itself after a day."""
    await ack()
    if given.channel is not None and given.message is not None:
        place = f"{given.channel} {given.message}"
        if not (services.fleeting and services.fleeting.keep(place)):
            await services.checks.keep_message(place)
        await tell(services, given, said(say("card.kept")))


async def no_more(services: Services, given: Given, ack: AsyncAck) -> None:
    """Send this person no more messages."""
    await ack()
    await services.coach.set_preferences(given.team, given.user, messages=False)
    await tell(services, given, said(say("card.messages_off")))
