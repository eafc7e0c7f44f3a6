"""The coach modal: "Check" and "Check again", and its being closed."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.cards.card import Window
from bot.slack.cards.inputs import DRAFT
from bot.slack.cards.making import card_of_reading
from bot.slack.cards.modal import CALLBACK, answered, coach_view
from bot.slack.checking import begin
from bot.slack.drawing import redraw_window
from bot.slack.gateway import SlackTrouble
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.replying import only_comment, weighed
from bot.slack.seen import Seen
from bot.slack.services import Services
from bot.slack.shelving import count_checked
from bot.slack.starting import Begun, tell_view
from bot.slack.typed import is_blank
from bot.verdict import Draft


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the modal."""
    app.view_submission(CALLBACK)(listen(services, submitted))
    app.view_closed(CALLBACK)(listen(services, closed))


async def submitted(services: Services, given: Given, ack: AsyncAck) -> None:
    """Check the draft as it stands in the window, and answer in place."""
    seen = given.seen
    if seen is not None and only_comment(seen):
        window = await weighed(services, seen, _before(services, seen))
        await ack(response_action="update", view=coach_view(window))
        return
    if seen is None or is_blank(seen.draft or ""):
        place = seen.block if seen else DRAFT
        await ack(response_action="errors", errors={place: say("window.write_first")})
        return
    draft = Draft(seen.draft or "", seen.platform, seen.purpose)
    if not services.desk.first(given.delivery):
        await ack(response_action="update", view=coach_view(_once_more(services, seen, draft)))
        return
    before = _before(services, seen)
    begun = await begin(services, given, draft, parent=seen.chain, before=before)
    if not begun.repeated:
        # Before Slack draws it, so that a late result of the check before does not cover it.
        services.desk.show(seen.view_id, begun.window, at=begun.asked.at)
    await ack(response_action="update", view=coach_view(begun.window))
    if not begun.repeated:
        drawn_before = services.desk.drawing(seen.view_id).locked()
        await asyncio.sleep(services.settle_s)
        if drawn_before or begun.starting is not None:
            await _draw_again(services, begun, seen.view_id, drawn_before=drawn_before)
        await tell_view(services, begun, seen.view_id)
        await count_checked(services, given, begun, before)


async def _draw_again(
    services: Services, begun: Begun, view_id: str, *, drawn_before: bool
) -> None:
    """Draw a modal once more: Slack does not say in which state an answer has put it.

    Its check needs to know, so as not to touch what a later one drew. And what was being drawn
    when the answer was given may come after it.
    """
    shown = services.desk.view(view_id)
    if shown is None or shown.check_id != begun.window.check_id:
        return
    # What somebody has pressed since is drawn with their answer.
    if shown.closed or shown.ahead or (shown.state is not None and not drawn_before):
        return
    try:
        await redraw_window(services, view_id, begun.window)
    except SlackTrouble as trouble:
        if not begun.window.guarded:
            structlog.get_logger().info("view_state_unknown", code=trouble.code)


async def closed(services: Services, given: Given, ack: AsyncAck) -> None:
    """Remember that the window is gone, so that a late result comes as a message."""
    await ack()
    if given.seen is not None:
        services.desk.close(given.seen.view_id)


def _before(services: Services, seen: Seen) -> Window:
    """Return the window as it is on the screen, with what was said of its findings."""
    shown = services.desk.view(seen.view_id)
    window = shown.window if shown and shown.window else Window()
    card = answered(window.card, seen.held) if window.card else None
    campaign, hint = (seen.held.get(key, "") for key in ("campaign", "hint"))
    window = replace(window, card=card, edition=seen.edition, comment=seen.comment)
    return replace(window, campaign=campaign, hint=hint or window.hint)


def _once_more(services: Services, seen: Seen, draft: Draft) -> Window:
    """Answer a redelivered submission as before; an empty answer would close the window."""
    shown = services.desk.view(seen.view_id)
    if shown and shown.window:
        return shown.window
    card = card_of_reading(shown.check_id if shown else "", services.coach.read(draft))
    return Window(
        draft.text,
        draft.platform,
        draft.purpose,
        card,
        chain=seen.chain,
        edition=seen.edition,
        comment=seen.comment,
        campaign=seen.held.get("campaign", ""),
        hint=seen.held.get("hint", ""),
    )
