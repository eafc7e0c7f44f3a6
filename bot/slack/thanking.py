"""Brings a nomination to the colleague it is about, privately and once."""

from __future__ import annotations

import structlog

from bot.recognition import Nomination
from bot.slack.calling import SlackTrouble
from bot.slack.cards.nominate import mark, question_message
from bot.slack.gateway import Gateway

_CLOCKS_APART_S = 300.0


class SlackMessenger:
    """The `Messenger` port of bot.recognition."""

    def __init__(self, slack: Gateway) -> None:
        """`slack` sends the message."""
        self._slack = slack

    async def ask(self, nomination: Nomination) -> None:
        """Send the question, unless it stands in the conversation already."""
        oldest_s = nomination.at.timestamp() - _CLOCKS_APART_S
        try:
            direct = await self._slack.direct_channel(nomination.nominee)
            if not await self._slack.holds_block(direct, mark(nomination), oldest_s):
                await self._slack.send(direct, question_message(nomination))
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            structlog.get_logger().warning("nomination_not_brought", code=trouble.code)
