"""Alerts as people read them: what was seen, who cannot be named, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.messages import say, speaking
from bot.policy.entities.imitation import imitations
from bot.policy.ruleset import RuleSet
from bot.policy.text.defang import defang
from bot.slack.cards.suspicious import explained
from bot.slack.cards.text import Block, context, mrkdwn, plain, section
from bot.slack.comms import CommsChannel

SECURITY_TOPICS = ("security", "link-safety", "default")


class SlackAlarms:
    """The `Alarms` port of bot.alerts, and news of Slack itself."""

    def __init__(
        self,
        comms: CommsChannel,
        security: Callable[[], CommsChannel],
        rules: Callable[[], RuleSet],
    ) -> None:
        """`security` answers with the channel that owns the topic security, as it is now."""
        self._comms = comms
        self._security = security
        self._rules = rules

    async def host(self, host: str) -> None:
        """Tell security of an address; comms where security has no closed channel."""
        organisation = self._rules().organisation
        with speaking(organisation.language):
            why = [explained(each) for each in imitations(host, organisation)]
            message = _message(say("alert.host", host=defang(host)), *why, do=say("alert.host_do"))
        if not await self._security().send(message):
            await self._comms.send(message)

    async def crisis(self) -> None:
        """Tell comms that many people write about what may be a crisis."""
        with speaking(self._rules().organisation.language):
            message = _message(say("alert.crisis"), do=say("alert.crisis_do"))
        await self._comms.send(message)

    async def slack_back(self, since: datetime, until: datetime) -> None:
        """Tell comms for how long Slack was not heard; both moments in UTC."""
        organisation = self._rules().organisation
        zone = ZoneInfo(organisation.timezone)
        begin, end = (f"{moment.astimezone(zone):%H:%M}" for moment in (since, until))
        with speaking(organisation.language):
            text = say("alert.slack", begin=begin, end=end)
            message = _message(text, do=say("alert.slack_do"))
        await self._comms.send(message)


def owner_of_security(rules: RuleSet) -> str:
    """Return the channel that looks after security, with its hash sign, or nothing."""
    contacts = rules.organisation.contacts
    return next((contacts[topic] for topic in SECURITY_TOPICS if topic in contacts), "")


def _message(text: str, *why: str, do: str) -> Block:
    blocks = [section(mrkdwn(f"*{say('alert.title')}*")), section(plain(text))]
    blocks += [section(plain(line)) for line in why]
    return {"text": say("alert.title"), "blocks": [*blocks, section(plain(do)), _nobody()]}


def _nobody() -> Block:
    return context(plain(say("alert.nobody")))
