"""The cards in the thread of a draft: known, found again, cleared, and let go of in a day."""

from __future__ import annotations

import structlog

from bot.logs import place as where_from
from bot.slack.cards.card import Window
from bot.slack.drafts_above import thread_of
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.threads import check_shown


def shown_here(services: Services, given: Given) -> Window | None:
    """Return what the newest card under a draft shows, None where this process does not know."""
    place = services.desk.answer(f"{given.channel} {given.thread}")
    shown = services.desk.view(place) if place else None
    return shown.window if shown else None


async def card_here(services: Services, given: Given) -> str | None:
    """Return the place of the newest card in a thread, None where there is none."""
    thread = f"{given.channel} {given.thread}"
    known = services.desk.answer(thread)
    if known is not None:
        return known
    held = await thread_of(services, given)
    cards = [str(each.get("ts")) for each in held if check_shown(each) is not None]
    return f"{given.channel} {cards[-1]}" if cards else None


async def clear_thread(services: Services, given: Given) -> None:
    """Delete our answers in a thread whose draft its author took back."""
    for each in await thread_of(services, given):
        if each.get("bot_id") and each.get("ts") and given.channel:
            await services.slack.delete(given.channel, str(each["ts"]))


async def fade_away(
    services: Services, who: tuple[str | None, str], place: str, *, durable: bool
) -> None:
    """Have a message to somebody deleted in a day.

    By nothing that is stored, where nothing may be stored.
    """
    if durable:
        try:
            await services.checks.let_fade(*who, place)
        except Exception as error:  # noqa: BLE001 -- then this process remembers it
            structlog.get_logger().warning("fading_not_stored", error=where_from(error))
        else:
            return
    if services.fleeting is not None:
        services.fleeting.add(place)
