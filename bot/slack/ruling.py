"""The window about the rules: opened for those who look after them."""

from __future__ import annotations

import structlog

from bot.messages import say
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule
from bot.slack.cards.message import said
from bot.slack.cards.rules import rules_view
from bot.slack.gateway import SlackTrouble
from bot.slack.payload import Given
from bot.slack.rule_board import board
from bot.slack.services import Services
from bot.slack.showing import tell
from bot.slack.standing import permitted, refusal


async def open_rules(services: Services, given: Given) -> None:
    """Open the window for members of the comms channel; tell everybody else whom to ask."""
    desk, standing = await permitted(services, given)
    if desk is None:
        await tell(services, given, said(refusal(services, standing)))
        return
    try:
        await services.slack.open_view(given.trigger, rules_view(await board(desk)))
    except SlackTrouble as trouble:
        structlog.get_logger().info("view_not_opened", code=trouble.code)
        await tell(services, given, said(say("notice.no_window_rules")))


def rule_called(ruleset: RuleSet, rule_id: str) -> Rule | None:
    """Return a rule by its id."""
    return next((rule for rule in ruleset.rules if rule.id == rule_id), None)
