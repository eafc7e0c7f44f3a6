"""Carries questions into private channels and their answers to the author."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime

import structlog

from bot.messages import DEFAULT, speaking
from bot.slack.calling import GONE, SlackTrouble
from bot.slack.cards.ask_channel import (
    closed_message,
    question_message,
    reminder_message,
    room_message,
)
from bot.slack.cards.ask_told import mark, told_message
from bot.slack.cards.text import Block
from bot.slack.directory import Channel, Directory
from bot.slack.gateway import Gateway
from bot.vocabulary.asking import Answer, End, Question, Told

_CLOCKS_APART_S = 300.0


async def find_room(directory: Directory, name: str) -> Channel | None:
    """Return the channel of this name that drafts may be carried into: private, and ours alone.

    May raise `SlackTrouble`.
    """
    return room_in(await directory.joined(), name) if name.removeprefix("#") else None


def room_in(joined: Iterable[Channel], name: str) -> Channel | None:
    """Return the same of the channels that we were invited to."""
    wanted = name.removeprefix("#")
    for channel in joined:
        if wanted in {channel.name, channel.channel_id} and channel.private and not channel.shared:
            return channel
    return None


class SlackPost:
    """The `Post` port of bot.vocabulary.asking."""

    def __init__(
        self,
        slack: Gateway,
        directory: Directory,
        company: Callable[[], str] = lambda: DEFAULT,
        title_of: Callable[[str], str] = lambda _: "",
        keep_days: int = 0,
    ) -> None:
        """`directory` knows the channels that we were invited to.

        `company` is the language that is spoken in them, and `title_of` returns the title of a
        rule in the language that is spoken, empty where it is not known. `keep_days` is how long
        it is kept who answered what; 0 where it is not.
        """
        self._keep_days = keep_days
        self._title_of = title_of
        self._company = company
        self._slack = slack
        self._directory = directory

    async def place(self, channel: str) -> str | None:
        """Put an empty message into a channel, for the question to stand in."""
        try:
            room = await find_room(self._directory, channel)
            if room is None:
                return None
            with speaking(self._company()):
                empty = room_message()
            sent = await self._slack.post(room.channel_id, empty)
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            structlog.get_logger().warning("question_not_put", code=trouble.code)
            return None
        return f"{room.channel_id}:{sent}"

    async def ask(
        self, question: Question, place: str, until: datetime, waiting: Answer | None = None
    ) -> bool:
        """Put the question into its message; False where Slack does not take it."""
        channel, _, at = place.partition(":")
        with speaking(self._company()):
            clause = self._title_of(question.rule) or question.clause
            asked = replace(question, clause=clause)
            message = question_message(asked, until, waiting, self._keep_days)
        done = await _final(self._slack.edit(channel, at, message))
        if not done and waiting is None:
            # Nothing will ever stand in the room that was made for it.
            await _final(self._slack.delete(channel, at), GONE)
        return done

    async def remind(
        self, question: Question, place: str, until: datetime, waiting: Answer | None = None
    ) -> bool:
        """Answer the question's message with a reminder, in its thread; False where it is gone."""
        channel, _, at = place.partition(":")
        with speaking(self._company()):
            message = reminder_message(question, until, waiting)
        if await self._is_below(channel, at, message):
            return True
        return await _final(self._slack.post(channel, message, thread=at))

    async def _is_below(self, channel: str, at: str, message: Block) -> bool:
        """Whether a reminder was posted before a crash that came before it was written down."""
        mark = message["blocks"][0]["block_id"]
        try:
            held = await self._slack.replies(channel, at)
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            structlog.get_logger().warning("thread_not_read", code=trouble.code)
            return False
        blocks = [block for each in held for block in each.get("blocks") or []]
        return any(block.get("block_id") == mark for block in blocks)

    async def close(self, place: str, ended: Answer | End) -> bool:
        """Take the text out of the channel; False where it may stand there still."""
        channel, _, at = place.partition(":")
        with speaking(self._company()):
            message = closed_message(ended)
        return await _final(self._slack.edit(channel, at, message), GONE) or await _final(
            self._slack.delete(channel, at), GONE
        )

    async def tell(self, question: Question, told: Told) -> None:
        """Send the author a direct message, once."""
        await _final(self._tell(question, told))

    async def _tell(self, question: Question, told: Told) -> None:
        direct = await self._slack.direct_channel(question.user)
        oldest_s = question.at.timestamp() - _CLOCKS_APART_S
        try:
            if await self._slack.holds_block(direct, mark(question, told.number), oldest_s):
                return
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            structlog.get_logger().warning("history_not_read", code=trouble.code)
        with speaking(question.language or self._company()):
            message = told_message(question, told)
        await self._slack.send(direct, message)


async def _final(call: Awaitable[object], as_well: frozenset[str] = frozenset()) -> bool:
    """Wait for a call; what Slack refuses for good is logged, and False returned.

    Refused with one of `as_well`, there was nothing left to do.
    """
    try:
        await call
    except SlackTrouble as trouble:
        if trouble.passing:
            raise
        if trouble.code in as_well:
            return True
        structlog.get_logger().warning("question_not_carried", code=trouble.code)
        return False
    return True
