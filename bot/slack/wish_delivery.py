"""Brings the answer to a wish into the thread under its draft, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import structlog

from bot.messages import say
from bot.policy.counting import Limits
from bot.review.outcome import FollowedUp, ReviewStatus
from bot.slack.calling import GONE, SlackTrouble
from bot.slack.cards.going import Going
from bot.slack.cards.message import doubted
from bot.slack.cards.reply import word_message
from bot.slack.cards.text import Block, mrkdwn, section
from bot.slack.gateway import Gateway
from bot.verdict import Platform
from bot.wished import Wished


def _unknown(platform: Platform) -> None:
    del platform


class SlackWishDelivery:
    """The `WishDelivery` port of bot.wished."""

    def __init__(
        self, slack: Gateway, limits: Callable[[Platform], Limits | None] = _unknown
    ) -> None:
        """`slack` posts, and is asked what stands in the thread already.

        `limits` knows how a platform counts.
        """
        self._slack = slack
        self._limits = limits

    async def answer(self, wished: Wished, word: FollowedUp | None) -> str | None:
        """Put the answer under the draft, unless it stands there or the draft was taken back.

        Returns the place of an answer that is to be deleted in a day. Raises `SlackTrouble` only
        where trying again later may help.
        """
        try:
            return await self._answer(wished, word)
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            if trouble.code not in GONE:
                structlog.get_logger().warning("answer_not_delivered", code=trouble.code)
            return None

    async def _answer(self, wished: Wished, word: FollowedUp | None) -> str | None:
        channel, _, thread = wished.thread.partition(" ")
        name = f"wish:{wished.wished_id}"
        held = await self._slack.replies(channel, thread)
        if held and held[0].get("subtype") == "tombstone":
            return None
        sent = next((str(each.get("ts")) for each in held if _is_named(each, name)), None)
        if sent is None:
            message = wished.ready if word is None else self._drawn(wished, word)
            sent = await self._slack.post(channel, _named(message or {}, name), thread=thread)
        fades = word is not None and bool(word.answer or word.rewrite)
        return f"{channel} {sent}" if fades else None

    def _drawn(self, wished: Wished, word: FollowedUp) -> Block:
        return answer_message(wished, word, self._limits(wished.draft.platform))


def answer_message(wished: Wished, word: FollowedUp, limits: Limits | None = None) -> Block:
    """Draw what there is to say to a wish; what would give a guarded draft away is said of any."""
    if word.answer or word.rewrite:
        if wished.translated:
            word = replace(word, note=say("direct.translated"))
        platform = wished.draft.platform
        goes = word.rewrite and platform is not Platform.OTHER
        return word_message(word, Going(word.rewrite or "", platform, limits) if goes else None)
    if word.status is ReviewStatus.DISABLED:
        return doubted(say("direct.why_nothing" if wished.why else "direct.ai_off"), wished.message)
    failed = word.status not in {ReviewStatus.OK, ReviewStatus.NONE}
    return doubted(word.note if failed else say("direct.no_better"), wished.message)


def _named(message: Any, name: str) -> Block:  # noqa: ANN401 -- a message as Slack takes it
    first, *others = message.get("blocks") or [section(mrkdwn(str(message["text"])))]
    return {**message, "blocks": [{**first, "block_id": name}, *others]}


def _is_named(message: Block, name: str) -> bool:
    return any(block.get("block_id") == name for block in message.get("blocks") or [])
