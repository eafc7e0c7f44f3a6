"""The buttons that begin a change of the rules: of one rule, or of a list."""

from __future__ import annotations

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.policy.changes.change import Change, Kind, next_statuses
from bot.slack.cards.modal import page_view
from bot.slack.cards.rule_form import form_view
from bot.slack.laying import lay
from bot.slack.payload import Given
from bot.slack.ruling import rule_called
from bot.slack.services import RuleDesk, Services
from bot.slack.standing import for_action


async def grow_list(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open the form that adds a word to a list."""
    await ack()
    desk, _ = await for_action(services, given)
    if desk is not None:
        await _open_form(services, given, desk, Change(Kind.LIST, "", "", ""))


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
