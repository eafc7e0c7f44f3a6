"""The buttons of the rules window that look back: the latest changes, and how the rules did."""

from __future__ import annotations

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.logs import place
from bot.messages import say
from bot.slack.cards.modal import page_view
from bot.slack.cards.report import report_view
from bot.slack.cards.rule_made import made_view
from bot.slack.laying import lay
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.standing import for_action

_MADE = 20


async def latest(services: Services, given: Given, ack: AsyncAck) -> None:
    """Show the latest changes, each with its way back."""
    await ack()
    desk, _ = await for_action(services, given)
    if desk is None:
        return
    made = await desk.book.made(_MADE)
    shown = [(each.who_and_when, each.why, f"{each.path} {each.mark}") for each in made]
    await lay(services, given, made_view(shown))


async def report(services: Services, given: Given, ack: AsyncAck) -> None:
    """Show how the rules did in the last weeks; adding up takes longer than a trigger lives."""
    await ack()
    desk, _ = await for_action(services, given)
    if desk is None or desk.report is None:
        return
    title = say("report.window")
    shown = await lay(services, given, page_view(title, say("report.counting")))
    if shown is None:
        return
    try:
        page = report_view(await desk.report())
    except Exception as error:  # noqa: BLE001 -- whatever the store does, the window says so
        structlog.get_logger().warning("report_not_made", error=place(error))
        page = page_view(title, say("report.unknown"))
    await services.slack.update_view(shown.view_id, page)
