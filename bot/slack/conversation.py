"""Drafts that come as messages: checked in a thread under what was written."""

from __future__ import annotations

import structlog

from bot.check import Surface
from bot.logs import place as where_from
from bot.slack.cards.card import Window
from bot.slack.cards.going import going_of
from bot.slack.cards.message import card_message
from bot.slack.cards.text import Block
from bot.slack.checking import begin
from bot.slack.gateway import SlackTrouble
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.starting import Begun, Standing, in_time, late, unstarted
from bot.slack.thread_cards import fade_away, shown_here
from bot.verdict import Draft, Platform


async def begin_here(
    services: Services, given: Given, text: str, platform: Platform = Platform.OTHER
) -> Begun:
    """Read a draft that came as a message; a later edition of it continues the first's chain."""
    before = shown_here(services, given)
    draft = Draft(text, before.platform if before and platform is Platform.OTHER else platform)
    return await begin(
        services,
        given,
        draft,
        Surface.MESSAGE,
        parent=before.chain if before else None,
        before=before,
    )


async def show_here(services: Services, given: Given, begun: Begun) -> None:
    """Answer a draft with its card, in the thread, and tell its check where that is."""
    if begun.window.card is None or given.channel is None or given.thread is None:
        return
    message = _drawn(begun.window)
    try:
        sent = await services.slack.post(given.channel, message, thread=given.thread)
    except SlackTrouble:
        if begun.starting is None:
            raise
        # The check finds no card, and brings its own.
        await _tell(services, begun, None)
        return
    await _stands(services, begun, f"{given.channel} {sent}")


async def redraw_card(services: Services, given: Given, begun: Begun) -> None:
    """Put a check where the card was whose button started it, and tell the check."""
    await redraw_at(services, begun, f"{given.channel} {given.message}")


async def redraw_at(services: Services, begun: Begun, place: str) -> None:
    """Put a check into the card at a place. Raises `SlackTrouble`."""
    channel, _, message = place.partition(" ")
    # First of all, so that a late result of the check before does not cover this one.
    services.desk.show(place, begun.window, at=begun.asked.at)
    async with services.desk.drawing(place):
        await services.slack.edit(channel, message, _drawn(begun.window))
    await _stands(services, begun, place)


async def _stands(services: Services, begun: Begun, place: str) -> None:
    window = begun.window
    services.desk.keep(window)
    services.desk.show(place, window, at=begun.asked.at)
    services.desk.answered(begun.asked.thread, place)
    who, stored = (begun.asked.team, begun.asked.user), window.chain is not None
    await fade_away(services, who, place, durable=stored and not window.guarded)
    await _tell(services, begun, place)


async def _tell(services: Services, begun: Begun, place: str | None) -> None:
    """Tell a check where its card is; where it could not start after all, tell the author."""
    if begun.starting is None:
        return
    channel, _, message = (place or "").partition(" ")
    try:
        if not await in_time(services, begun) and place is not None:
            await _say_so(services, begun, place, late)
        await begun.starting
        await services.checks.view_opened(begun.asked, channel or None, message or None)
    except Exception as error:  # noqa: BLE001 -- the rules' card is out, and stands
        structlog.get_logger().warning("check_not_started", error=where_from(error))
        if place is not None:
            await _say_so(services, begun, place, unstarted)


async def _say_so(services: Services, begun: Begun, place: str, as_it_is: Standing) -> None:
    channel, _, message = place.partition(" ")
    async with services.desk.drawing(place):
        window = as_it_is(services, begun, place)
        if window is None:
            return
        try:
            await services.slack.edit(channel, message, _drawn(window))
        except SlackTrouble as trouble:
            structlog.get_logger().warning("card_not_updated", code=trouble.code)
            return
        services.desk.show(place, window)


def _drawn(window: Window) -> Block:
    if window.card is None:
        raise ValueError("a window without a card has nothing to draw")
    going = going_of(window)
    return card_message(window.card, deal=window.deal, direct=True, asked=True, going=going)
