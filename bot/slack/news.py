"""News for the comms channel: rule files that were not taken, and an AI that needs somebody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from bot.alerts import Once
from bot.messages import say, speaking
from bot.policy.problem import Problem
from bot.review.outcome import ReviewStatus
from bot.review.trouble import LASTING
from bot.slack.cards.rule_news import news_message
from bot.slack.cards.text import Block
from bot.slack.comms import CommsChannel

_DAY = timedelta(days=1)


class News:
    """Posts in the comms channel what has not been posted there yet, in the company's language."""

    def __init__(self, comms: CommsChannel, once: Once, company: Callable[[], str]) -> None:
        """`comms` is where the people are who can mend it, `company` the language they read."""
        self._comms = comms
        self._once = once
        self._company = company

    async def post(self, name: str, state: str, message: Callable[[], Block]) -> None:
        """Post a message unless `name` is at `state` already. Raises `SlackTrouble`."""

        async def tell() -> None:
            with speaking(self._company()):
                drawn = message()
            await self._comms.send(drawn)

        await self._once.tell(name, state, _DAY, tell)


class RuleNews:
    """Told by whoever watches the rule files, on each replica."""

    def __init__(self, news: News) -> None:
        """`news` is posted once, whichever replica comes first."""
        self._news = news

    async def tell(self, problems: tuple[Problem, ...]) -> None:
        """Say what keeps a rule set from being taken, or with nothing that all is well again.

        Raises `SlackTrouble` when it could not be said.
        """
        texts = "\n".join(str(problem) for problem in problems)
        state = hashlib.sha256(texts.encode()).hexdigest() if problems else "well"
        await self._news.post("rules", state, lambda: news_message(problems))


class ReviewNews:
    """Told by the reviewer about trouble that only a person can mend, or that lasts."""

    def __init__(self, news: News, host: str) -> None:
        """`host` is where drafts are sent to for review."""
        self._news = news
        self._host = host

    async def tell(self, status: ReviewStatus) -> None:
        """Say what is wrong and who can mend it. Raises `SlackTrouble` when it cannot be said."""
        name = "outage" if status in {*LASTING, ReviewStatus.OK} else f"review:{status}"
        state = "well" if status is ReviewStatus.OK else "down"
        await self._news.post(name, state, lambda: {"text": self._text(status)})

    def _text(self, status: ReviewStatus) -> str:
        if status is ReviewStatus.OK:
            return say("resting.back", host=self._host)
        return say("resting.told", why=say(f"resting.{status}", host=self._host))
