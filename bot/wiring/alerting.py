"""Alerts put together: who watches, who tells, and that each piece of news is told once."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.alerts import Once, Watch
from bot.policy.ruleset import RuleSet
from bot.review.trouble import Tell
from bot.slack.alarms import SlackAlarms, owner_of_security
from bot.slack.comms import CommsChannel
from bot.slack.directory import Directory
from bot.slack.gateway import Gateway
from bot.slack.news import News, ReviewNews, RuleNews
from bot.wiring.ground import Ground, utc_now

_SLACK_AGAIN = timedelta(minutes=30)
"""Replicas lose Slack together, and not at the same second."""


class Alerting:
    """Everything that speaks up by itself."""

    def __init__(self, ground: Ground, comms: CommsChannel) -> None:
        """`comms` is told of everything that security is not."""
        slack, directory = Gateway(ground.client), Directory(ground.client)

        def rules() -> RuleSet:
            return ground.live.current

        def security() -> CommsChannel:
            return CommsChannel(slack, directory, owner_of_security(rules()))

        self.once = Once(ground.store, utc_now)
        self._alarms = SlackAlarms(comms, security, rules)
        self._news = News(comms, self.once, lambda: rules().organisation.language)
        self.rules = RuleNews(self._news).tell
        self.watch = Watch(
            store=ground.store, keys=ground.keys, once=self.once, alarms=self._alarms, rules=rules
        )

    def review(self, host: str) -> Tell:
        """Return what hears of the reviewer's trouble; drafts are sent to `host`."""
        return ReviewNews(self._news, host).tell

    async def slack_back(self, since: datetime, until: datetime) -> None:
        """Tell from when until when Slack was silent (UTC). May raise `SlackTrouble`."""
        tell = partial(self._alarms.slack_back, since, until)
        await self.once.tell("slack", "back", _SLACK_AGAIN, tell)
