"""A check that has its first card, until it has started or cannot: what its window says then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from bot.check import Asked
from bot.logs import place
from bot.messages import say
from bot.slack.cards.card import Window
from bot.slack.cards.modal import coach_view
from bot.slack.gateway import SlackTrouble
from bot.slack.services import Services

_log = structlog.get_logger


@dataclass(frozen=True, slots=True)
class Begun:
    """A check that has its first card.

    `starting` is the durable check on its way, None where there is none. `repeated` says that
    this delivery was started before, by this process or by another.
    """

    asked: Asked
    window: Window
    starting: asyncio.Task[bool] | None = None
    repeated: bool = False


Standing = Callable[[Services, Begun, str], Window | None]
"""What a window says now of a check that stands in it, None where none is to be drawn."""


async def written_down(services: Services, begun: Begun) -> None:
    """Wait until a check has started, or cannot, at most `patience_s`."""
    if begun.starting is not None:
        await asyncio.wait({begun.starting}, timeout=services.patience_s)


async def settled(services: Services, begun: Begun) -> Begun:
    """Return a check that has started, or cannot; after `patience_s` as it stands."""
    await written_down(services, begun)
    starting = begun.starting
    if starting is None or not starting.done():
        return begun
    if (error := starting.exception()) is not None:
        _log().warning("check_not_started", error=place(error))
        return replace(begun, window=_unstarted(begun, begun.window), starting=None)
    return replace(begun, repeated=not starting.result())


def _unstarted(begun: Begun, window: Window) -> Window:
    """Return a window whose check could not start: nobody waits there, and no row will be kept."""
    card = window.card
    if card is None:
        return window
    calm = replace(card, waiting=False, note=not_started(ai=card.waiting), retry=card.waiting)
    return replace(window, card=calm, chain=begun.asked.parent)


def not_started(*, ai: bool) -> str:
    """Return why no check began: `ai` says that its author waits for a review."""
    return say("notice.not_started") if ai else say("notice.not_kept")


def count_card(services: Services, begun: Begun) -> None:
    """Count how long the first card of a check that has begun took."""
    if begun.starting is not None:
        services.telemetry.carded((services.clock() - begun.asked.at).total_seconds())


async def tell_view(services: Services, begun: Begun, view_id: str | None) -> None:
    """Tell a check which modal shows it; where it could not start after all, tell the author."""
    if begun.starting is None:
        return
    try:
        if not await in_time(services, begun) and view_id is not None:
            await _say_so(services, begun, view_id, late)
        await begun.starting
        await services.checks.view_opened(begun.asked, view_id, _state(services, begun, view_id))
    except Exception as error:  # noqa: BLE001 -- the rules' card is out, and stands
        _log().warning("check_not_started", error=place(error))
        if view_id is not None:
            await _say_so(services, begun, view_id, unstarted)


async def in_time(services: Services, begun: Begun) -> bool:
    """Wait for a check to start, `late_s` at most; return whether it has, or never will."""
    if begun.starting is None:
        return True
    done, _ = await asyncio.wait({begun.starting}, timeout=services.late_s)
    return bool(done)


def late(services: Services, begun: Begun, place: str) -> Window | None:
    """Return what says that AI's part has not even begun, where the check stands there still."""
    window = _standing(services, begun, place)
    if window is None or window.card is None or not window.card.waiting:
        return None
    return replace(window, card=replace(window.card, note=say("late.not_begun")))


def unstarted(services: Services, begun: Begun, place: str) -> Window | None:
    """Return what says that a check could not start, where it stands there still."""
    window = _standing(services, begun, place)
    return _unstarted(begun, window) if window and window.card else None


def _standing(services: Services, begun: Begun, place: str) -> Window | None:
    """Return the window at a place as it is now, None where another check stands there."""
    shown = services.desk.view(place)
    return shown.window if shown and shown.check_id == begun.window.check_id else None


async def _say_so(services: Services, begun: Begun, view_id: str, as_it_is: Standing) -> None:
    # Its check is told Slack's hash of the window once it has started, and not before.
    async with services.desk.drawing(view_id):
        window = as_it_is(services, begun, view_id)
        if window is not None:
            await _redraw(services, view_id, window)


def _state(services: Services, begun: Begun, view_id: str | None) -> str | None:
    shown = services.desk.view(view_id) if view_id else None
    return shown.state if shown and shown.check_id == begun.asked.check_id else None


async def _redraw(services: Services, view_id: str, window: Window) -> None:
    try:
        view = await services.slack.update_view(view_id, coach_view(window))
    except SlackTrouble as trouble:
        _log().warning("view_not_updated", code=trouble.code)
        return
    services.desk.show(view_id, window, view.state)
