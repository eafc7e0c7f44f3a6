"""Where a card appears: in a modal, else privately in the channel, else as a direct message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.cards.card import Window
from bot.slack.cards.carrying import with_review
from bot.slack.cards.going import going_of
from bot.slack.cards.message import card_message
from bot.slack.cards.modal import coach_view
from bot.slack.cards.text import Block
from bot.slack.conversation import redraw_card
from bot.slack.drawing import redraw_window
from bot.slack.gateway import Gateway, SlackTrouble
from bot.slack.payload import DIRECT, Given
from bot.slack.services import Services
from bot.slack.starting import Begun, count_card, settled, tell_view, written_down
from bot.slack.traces import may_last
from bot.verdict import Reading


async def show(services: Services, given: Given, begun: Begun) -> None:
    """Bring a first card to its author, and tell its check where it is.

    Raises `SlackTrouble` when there is no way to reach the author at all; a guarded draft rather
    goes unanswered than leave a trace.
    """
    view_id = await open_window(services, given, begun.window, begun.asked.at)
    await _behind(services, given, begun, view_id)


async def show_at_once(services: Services, given: Given, begun: Begun, ack: AsyncAck) -> None:
    """Do as `show` does, while the check is being written down; `ack` waits for that.

    What was acked is never delivered again. Where replicas may have got the same delivery, the card
    waits as well: the one whose check it is has to be the one that shows it.
    """
    if not services.alone:
        begun = await settled(services, begun)
        await ack()
        if not begun.repeated:
            count_card(services, begun)
            await show(services, given, begun)
        return
    showing = services.tasks.spawn(_show_and_count(services, given, begun))
    await written_down(services, begun)
    await ack()
    await showing


async def _show_and_count(services: Services, given: Given, begun: Begun) -> None:
    view_id = await open_window(services, given, begun.window, begun.asked.at)
    count_card(services, begun)
    await _behind(services, given, begun, view_id)


async def _behind(services: Services, given: Given, begun: Begun, view_id: str | None) -> None:
    """Do what is left once a window is open, or did not open."""
    if view_id is None:
        begun = await settled(services, begun)
        if begun.repeated:  # by this process before it was started anew; its window stands
            return
    if view_id is None and begun.window.card:
        services.desk.keep(begun.window)
        await _tell_card(services, given, begun.window, begun.asked.reading)
    await tell_view(services, begun, view_id)


async def open_window(
    services: Services, given: Given, window: Window, at: datetime | None = None
) -> str | None:
    """Open the modal and return its id, None where Slack does not.

    `at` is when the check it shows was asked for.
    """
    try:
        view = await services.slack.open_view(given.trigger, coach_view(window))
    except SlackTrouble as trouble:
        if not window.guarded:
            structlog.get_logger().info("view_not_opened", code=trouble.code)
        return None
    services.desk.show(view.view_id, window, view.state, at=at)
    return view.view_id


async def redraw(services: Services, given: Given, begun: Begun) -> None:
    """Put a check that a button started where that button was, and tell the check."""
    if given.in_conversation:
        await redraw_card(services, given, begun)
        return
    if given.seen is None:
        await replace_message(services, given, begun.window)
        await tell_view(services, begun, None)
        return
    view_id = given.seen.view_id
    # First of all, so that a late result of the check before does not cover this one.
    services.desk.show(view_id, begun.window, at=begun.asked.at)
    await redraw_window(services, view_id, begun.window)
    await tell_view(services, begun, view_id)


async def replace_message(services: Services, given: Given, window: Window) -> None:
    """Replace the message that a button was pressed on with a card.

    Where Slack keeps one waiting, what was pressed meanwhile is drawn after it, by the last.
    """
    window = with_review(window, services.desk.kept(window.check_id))
    place, presses = f"{given.channel} {given.message}", f"presses {window.check_id}"
    if given.in_conversation:
        services.desk.show(place, window)
    services.desk.keep(window)
    turn = services.desk.intend(presses, Window())  # whose turn it is, and no draft
    async with services.desk.drawing(place):
        shown = services.desk.view(presses)
        if window.guarded or shown is None or shown.turn == turn:
            window = with_review(window, services.desk.kept(window.check_id))
            services.desk.keep(window)
            await _replace(services, given, window)


async def _replace(services: Services, given: Given, window: Window) -> None:
    if window.card is None:
        return
    direct = (given.channel or "").startswith(DIRECT)
    asked = given.in_conversation
    going = going_of(window) if asked else None
    message = card_message(window.card, deal=window.deal, direct=direct, asked=asked, going=going)
    if given.response_url is None:
        lasting = may_last(window.card) and not window.guarded
        await tell(services, given, message, lasting=lasting)
        return
    await services.slack.respond(given.response_url, message, replace_original=True)


async def _tell_card(services: Services, given: Given, window: Window, reading: Reading) -> None:
    if window.card is None:
        return
    message = card_message(window.card, deal=window.deal)
    try:
        lasting = not reading.guarded and not reading.holds_credential
        await tell(services, given, message, lasting=lasting)
    except SlackTrouble:
        if not reading.guarded:
            raise


async def tell(services: Services, given: Given, message: Block, *, lasting: bool = True) -> None:
    """Send a private message where the person asked, or as near as Slack lets us.

    One that is not `lasting` is gone when Slack is reloaded, and is never a direct message.
    Raises `SlackTrouble` when every way is closed.
    """
    last = SlackTrouble("no_way_to_reach", passing=False)
    for way in _ways(services, given, message, lasting=lasting):
        try:
            await way()
        except SlackTrouble as trouble:
            last = trouble
        else:
            return
    raise last


def _ways(
    services: Services, given: Given, message: Block, *, lasting: bool
) -> list[Callable[[], Awaitable[None]]]:
    slack = services.slack
    ways: list[Callable[[], Awaitable[None]]] = []
    if given.response_url is not None:
        url = given.response_url
        ways.append(lambda: slack.respond(url, message, replace_original=False))
    elif given.in_conversation and lasting:
        place, thread = given.channel or "", given.thread or ""
        ways.append(lambda: _under(slack, place, thread, message))
    if given.channel:
        channel = given.channel
        ways.append(lambda: slack.whisper(channel, given.user, message))

    async def directly() -> None:
        await slack.send(await slack.direct_channel(given.user), message)

    return [*ways, directly] if lasting else ways


async def _under(slack: Gateway, channel: str, thread: str, message: Block) -> None:
    await slack.post(channel, message, thread=thread)
