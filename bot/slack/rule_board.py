"""What the window about the rules shows, and the figures of its rules."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import structlog

from bot.logs import place
from bot.policy.precision import Counted, in_words
from bot.policy.ruleset import RuleSet
from bot.policy.schema import Rule, Status
from bot.slack.cards.rules import PAGE, Board, Line
from bot.slack.services import RuleDesk

_VERSION = 8


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


def found_by(ruleset: RuleSet, query: str) -> list[Rule]:
    """Return the rules in which every word of a query stands: name, topic, state or terms."""
    wanted = query.casefold().split()
    return [rule for rule in ruleset.rules if not wanted or _holds(rule, wanted)]


def _holds(rule: Rule, wanted: Sequence[str]) -> bool:
    told = f"{rule.id} {rule.title} {rule.topic} {rule.severity} {rule.status} {rule.body}"
    told = told.casefold()
    return all(word in told for word in wanted)
