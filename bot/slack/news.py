"""News for the comms channel: rule files that were not taken, and an AI that needs somebody."""

from __future__ import annotations

from collections.abc import Callable

from bot.messages import DEFAULT, say, speaking
from bot.policy.problem import Problem
from bot.review.outcome import ReviewStatus
from bot.slack.cards.rule_news import news_message
from bot.slack.comms import CommsChannel


class RuleNews:
    """Told by whoever watches the rule files."""

    def __init__(self, comms: CommsChannel, company: Callable[[], str] = lambda: DEFAULT) -> None:
        """`comms` is where the people are who can mend it, `company` the language they read."""
        self._comms = comms
        self._company = company

    async def tell(self, problems: tuple[Problem, ...]) -> None:
        """Say what keeps a rule set from being taken, or with nothing that all is well again.

        Raises `SlackTrouble` when it could not be said.
        """
        with speaking(self._company()):
            message = news_message(problems)
        await self._comms.send(message)


class ReviewNews:
    """Told by the reviewer about trouble that only a person can mend."""

    def __init__(
        self, comms: CommsChannel, host: str, company: Callable[[], str] = lambda: DEFAULT
    ) -> None:
        """`host` is where drafts are sent to for review, `company` the language comms reads."""
        self._comms = comms
        self._company = company
        self._host = host

    async def tell(self, status: ReviewStatus) -> None:
        """Say what is wrong and who can mend it. Raises `SlackTrouble` when it cannot be said."""
        with speaking(self._company()):
            text = say("resting.told", why=say(f"resting.{status}", host=self._host))
        await self._comms.send({"text": text})
