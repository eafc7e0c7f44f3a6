"""Looking after the rules: who may, and what the window about them shows."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.logs import place
from bot.messages import say
from bot.policy.precision import Counted, in_words
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule, Status
from bot.slack.cards.message import said
from bot.slack.cards.modal import page_view
from bot.slack.cards.rule_sentences import others
from bot.slack.cards.rules import PAGE, Board, Line, rules_view
from bot.slack.comms import Closed, Standing
from bot.slack.gateway import SlackTrouble
from bot.slack.laying import lay
from bot.slack.payload import Given
from bot.slack.services import RuleDesk, Services
from bot.slack.showing import tell

_VERSION = 8
_UNKNOWN = Standing(Closed.NOT_SET)


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


async def permitted(services: Services, given: Given) -> tuple[RuleDesk | None, Standing]:
    """Return the rule desk for somebody who is in the comms channel now, for nobody else."""
    if services.rules is None:
        return None, _UNKNOWN
    standing = await services.rules.comms.standing(given.user)
    return (services.rules if standing.closed is None else None), standing


async def for_action(services: Services, given: Given) -> tuple[RuleDesk | None, str]:
    """Return the rule desk and the person's name for a button; say so where they may not."""
    desk, standing = await permitted(services, given)
    if desk is None:
        text = refusal(services, standing)
        if given.seen is not None:
            await lay(services, given, page_view(say("rules.title"), text))
        else:
            await tell(services, given, said(text))
    return desk, standing.name


async def for_submission(
    services: Services, given: Given, ack: AsyncAck
) -> tuple[RuleDesk | None, str]:
    """Return the rule desk and the person's name for a form; say so where they may not."""
    desk, standing = await permitted(services, given)
    if desk is None:
        page = page_view(say("rules.title"), refusal(services, standing))
        await ack(response_action="update", view=page)
    return desk, standing.name


def refusal(services: Services, standing: Standing) -> str:
    """Return what somebody reads who does not look after the rules."""
    channel = services.comms_channel
    why = standing.closed if standing.closed is not Closed.NOT_A_MEMBER else None
    return others(channel, why or "")


async def board(desk: RuleDesk, query: str = "", shown: int = PAGE) -> Board:
    """Return what the window shows."""
    live = desk.book.live
    ruleset, counts = live.current, await figures(desk)
    working = [rule for rule in ruleset.rules if rule.status.works]
    watching = [rule.id for rule in working if rule.status is Status.WATCH]
    found = await asyncio.to_thread(found_by, ruleset, query)
    return Board(
        version=ruleset.hash.partition(":")[2][:_VERSION],
        rules=len(working),
        problems=live.problems,
        kept=live.kept,
        watching=watching,
        query=query,
        found=[Line(rule, in_words(counts.get(rule.id))) for rule in found],
        shown=shown,
    )


async def figures(desk: RuleDesk) -> Mapping[str, Counted]:
    """Return what became of each rule's findings; nothing where the store does not answer."""
    try:
        async with asyncio.timeout(1.0):
            counted: Sequence[Counted] = await desk.figures()
    except Exception as error:  # noqa: BLE001 -- the rules can be looked after without figures
        structlog.get_logger().warning("figures_unknown", error=place(error))
        return {}
    return {each.rule: each for each in counted}


def rule_called(ruleset: RuleSet, rule_id: str) -> Rule | None:
    """Return a rule by its id."""
    return next((rule for rule in ruleset.rules if rule.id == rule_id), None)


def found_by(ruleset: RuleSet, query: str) -> list[Rule]:
    """Return the rules in which every word of a query stands: name, topic, state or terms."""
    wanted = query.casefold().split()
    return [rule for rule in ruleset.rules if not wanted or _holds(rule, wanted)]


def _holds(rule: Rule, wanted: Sequence[str]) -> bool:
    told = f"{rule.id} {rule.title} {rule.topic} {rule.severity} {rule.status} {rule.body}"
    told = told.casefold()
    return all(word in told for word in wanted)
