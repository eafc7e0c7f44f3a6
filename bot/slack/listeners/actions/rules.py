"""The buttons of the rules window: open a rule, show more, try a draft, begin a change."""

from __future__ import annotations

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.logs import place
from bot.messages import say
from bot.policy.changes.change import Change, Kind, next_statuses
from bot.policy.precision import in_words
from bot.slack.cards.modal import page_view
from bot.slack.cards.report import report_view
from bot.slack.cards.rule import rule_view
from bot.slack.cards.rule_change import made_view
from bot.slack.cards.rule_form import form_view
from bot.slack.cards.rule_try import try_view
from bot.slack.cards.rules import PAGE, rules_view
from bot.slack.laying import lay
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.ruling import board, figures, for_action, rule_called
from bot.slack.services import RuleDesk, Services

_MADE = 20


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons."""
    app.action("rule_open")(listen(services, open_rule))
    app.action("rules_more")(listen(services, show_more))
    app.action("rules_try")(listen(services, try_draft))
    app.action("rules_list")(listen(services, grow_list))
    app.action("rules_made")(listen(services, latest))
    app.action("rules_report")(listen(services, report))
    for kind in Kind:
        app.action(f"change_{kind}")(listen(services, begin))


async def open_rule(services: Services, given: Given, ack: AsyncAck) -> None:
    """Lay a rule's card above the window."""
    await ack()
    desk, _ = await for_action(services, given)
    if desk is None:
        return
    ruleset = desk.book.live.current
    rule = rule_called(ruleset, given.value)
    if rule is None:
        await lay(services, given, page_view(say("rules.rule"), say("rules.gone")))
        return
    precision = in_words((await figures(desk)).get(rule.id))
    view = rule_view(rule, ruleset.organisation, precision)
    await lay(services, given, view)


async def show_more(services: Services, given: Given, ack: AsyncAck) -> None:
    """Show more of the rules that were found."""
    await ack()
    desk, _ = await for_action(services, given)
    if desk is None or given.seen is None:
        return
    shown = int(given.value) if given.value.isascii() and given.value.isdigit() else PAGE
    view = rules_view(await board(desk, given.seen.held.get("query", ""), shown))
    await services.slack.update_view(given.seen.view_id, view)


async def try_draft(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open the window in which a draft is tried."""
    await ack()
    desk, _ = await for_action(services, given)
    if desk is not None:
        await lay(services, given, try_view())


async def grow_list(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open the form that adds a word to a list."""
    await ack()
    desk, _ = await for_action(services, given)
    if desk is not None:
        await _open_form(services, given, desk, Change(Kind.LIST, "", "", ""))


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


async def begin(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open the form of a change to the rule on whose card the button is."""
    await ack()
    desk, _ = await for_action(services, given)
    kind, _, rule_id = given.value.partition(" ")
    if desk is not None and kind in set(Kind):
        await _open_form(services, given, desk, Change(Kind(kind), rule_id, "", ""))


async def _open_form(services: Services, given: Given, desk: RuleDesk, change: Change) -> None:
    ruleset = desk.book.live.current
    rule = rule_called(ruleset, change.target)
    page = page_view(say("rules.rule"), say("rules.gone"))
    if rule is not None and change.kind is Kind.STATUS and (moved := next_statuses(rule)):
        change = Change(change.kind, change.target, moved[0], "")
    if change.kind is Kind.LIST or rule is not None:
        page = form_view(change, rule, ruleset.organisation, desk.book.clock().date())
    await lay(services, given, page)
