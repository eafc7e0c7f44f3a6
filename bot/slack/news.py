"""News about the rule files for the comms channel: a set that was not taken, and all well again."""

from __future__ import annotations

from bot.policy.problem import Problem
from bot.slack.cards.rule_news import news_message
from bot.slack.comms import CommsChannel


class RuleNews:
    """Told by whoever watches the rule files."""

    def __init__(self, comms: CommsChannel) -> None:
        """`comms` is where the people are who can mend it."""
        self._comms = comms

    async def tell(self, problems: tuple[Problem, ...]) -> None:
        """Say what keeps a rule set from being taken, or with nothing that all is well again.

        Raises `SlackTrouble` when it could not be said.
        """
        await self._comms.send(news_message(problems))
