"""News for the comms channel: rule files that were not taken, and an AI that needs somebody."""

from __future__ import annotations

from bot.messages import say
from bot.policy.problem import Problem
from bot.review.outcome import ReviewStatus
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


class ReviewNews:
    """Told by the reviewer about trouble that only a person can mend."""

    def __init__(self, comms: CommsChannel, host: str) -> None:
        """`host` is where drafts are sent to for review."""
        self._comms = comms
        self._host = host

    async def tell(self, status: ReviewStatus) -> None:
        """Say what is wrong and who can mend it. Raises `SlackTrouble` when it cannot be said."""
        why = say(f"resting.{status}", host=self._host)
        await self._comms.send({"text": say("resting.told", why=why)})
