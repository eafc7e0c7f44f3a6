"""Brings a nomination to the colleague it is about, privately and once."""

from __future__ import annotations

import structlog

from bot.messages import DEFAULT, speaking
from bot.slack.calling import SlackTrouble
from bot.slack.cards.nominated import mark, question_message
from bot.slack.gateway import Gateway
from bot.slack.tongues import Tongues
from bot.vocabulary.recognition import Nomination

_CLOCKS_APART_S = 300.0


class SlackMessenger:
    """The `Messenger` port of bot.vocabulary.recognition."""

    def __init__(self, slack: Gateway, tongues: Tongues | None = None) -> None:
        """`tongues` knows which language the colleague reads; None: English."""
        self._slack = slack
        self._tongues = tongues

    async def ask(self, nomination: Nomination) -> None:
        """Send the question, unless it stands in the conversation already."""
        oldest_s = nomination.at.timestamp() - _CLOCKS_APART_S
        try:
            direct = await self._slack.direct_channel(nomination.nominee)
            if not await self._slack.holds_block(direct, mark(nomination), oldest_s):
                with speaking(await self._language(nomination)):
                    message = question_message(nomination)
                await self._slack.send(direct, message)
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            structlog.get_logger().warning("nomination_not_brought", code=trouble.code)

    async def _language(self, nomination: Nomination) -> str:
        if self._tongues is None:
            return DEFAULT
        return await self._tongues.of(nomination.team, nomination.nominee)
