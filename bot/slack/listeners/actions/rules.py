"""The buttons of the rules window: open a rule, show more, try a draft, begin a change."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.policy.changes.change import Kind
from bot.policy.precision import in_words
from bot.slack.cards.modal import page_view
from bot.slack.cards.rule import rule_view
from bot.slack.cards.rule_try import try_view
from bot.slack.cards.rules import PAGE, rules_view
from bot.slack.laying import lay
from bot.slack.listeners.actions.rule_begin import begin, grow_list
from bot.slack.listeners.actions.rules_look import latest, report
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.rule_board import board, figures
from bot.slack.ruling import rule_called
from bot.slack.services import Services
from bot.slack.standing import for_action


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
