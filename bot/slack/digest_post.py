"""Puts the weekly digest into a channel: once, found again and edited where it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

import structlog

from bot.digest.chart import draw
from bot.digest.digest import Digest
from bot.digest.week import Week
from bot.messages import speaking
from bot.slack.calling import SlackTrouble
from bot.slack.cards.digest import digest_message, thread_message
from bot.slack.cards.digest_marks import mark, thread_mark
from bot.slack.cards.digest_picture import Picture, campaigns_picture, picture_of
from bot.slack.cards.text import Block
from bot.slack.directory import Directory
from bot.slack.gateway import Gateway

_GONE = {"message_not_found", "thread_not_found", "channel_not_found", "cant_update_message"}
_NAME = "checkpost-{week}.png"


class DigestPost:
    """The `Post` port of bot.workflows.digest. May raise `SlackTrouble`."""

    def __init__(
        self,
        slack: Gateway,
        directory: Directory,
        timezone: Callable[[], str],
        pauses: Sequence[float] = (1.0, 4.0),
    ) -> None:
        """`directory` knows the channels that we were invited to, `timezone` the company's.

        `pauses` are the seconds that Slack gets, one after the other, to look at a new picture:
        until then it refuses a message that shows it.
        """
        self._pauses = pauses
        self._slack = slack
        self._directory = directory
        self._timezone = timezone

    async def put(self, digest: Digest, channel: str, language: str, place: str) -> str:
        """Post the digest, or edit the one that is there; return its place, `channel:ts`.

        `place` is where it was put before, empty where nobody knows.
        """
        room, _, at = place.partition(":")
        if not room:
            room = await self._directory.find(channel) or channel
            at = await self._found(digest, room)
        held = await self._held(room, at) if at else []
        at = at if held != [] else ""
        below = _holding(held[1:] if held else [], thread_mark(digest.week))
        with speaking(language):
            file = await self._picture(digest.week, picture_of(digest), held[0] if held else {})
            message = digest_message(digest, file, self._timezone())
            plain = digest_message(digest, None, self._timezone())
            second = await self._picture(digest.week, campaigns_picture(digest), below)
            thread, plain_thread = thread_message(digest, second), thread_message(digest)
        at = await self._shown(partial(self._place, room, at), message, plain if file else None)
        if held is not None:
            lay = partial(self._thread, room, at, str(below.get("ts") or ""))
            await self._shown(lay, thread, plain_thread if second else None)
        return f"{room}:{at}"

    async def _shown(
        self, place: Callable[[Block], Awaitable[str]], message: Block, plain: Block | None
    ) -> str:
        """Place a message; `plain` where Slack cannot show its picture, None where it has none."""
        for pause in (*self._pauses, None):
            try:
                return await place(message)
            except SlackTrouble as trouble:
                if plain is None or trouble.code != "invalid_blocks":
                    raise
            if pause is not None:
                await asyncio.sleep(pause)
        # A picture that Slack cannot show keeps nobody from the words.
        structlog.get_logger().warning("digest_without_picture")
        return await place(plain or message)

    async def _place(self, room: str, at: str, message: Block) -> str:
        if not at:
            return await self._slack.post(room, message)
        await self._slack.edit(room, at, message)
        return at

    async def _thread(self, room: str, at: str, below: str, message: Block) -> str:
        if not below:
            return await self._slack.post(room, message, thread=at)
        await self._slack.edit(room, below, message)
        return below

    async def _found(self, digest: Digest, room: str) -> str:
        """Where a digest stands that was posted and not remembered; empty where none does."""
        since_s = digest.week.before(-1).begins(self._timezone()).timestamp()
        try:
            return await self._slack.find_block(room, mark(digest.week), since_s) or ""
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            structlog.get_logger().warning("history_not_read", code=trouble.code)
            return ""

    async def _held(self, room: str, at: str) -> list[Block] | None:
        """The digest with its thread, as Slack has them now.

        Nothing where it is gone, None where we may not look.
        """
        try:
            return await self._slack.replies(room, at)
        except SlackTrouble as trouble:
            if trouble.passing:
                raise
            structlog.get_logger().warning("thread_not_read", code=trouble.code)
            return [] if trouble.code in _GONE else None

    async def _picture(self, week: Week, picture: Picture | None, shown: Block) -> str | None:
        """The picture's id, None where there is none: a digest never fails for it.

        `shown` is the message that may show it already.
        """
        if picture is None:
            return None
        if known := _file_of(shown, picture):
            return known
        png = await asyncio.to_thread(
            draw, picture.title, picture.bars, picture.note, span=picture.span
        )
        try:
            return await self._slack.upload(_NAME.format(week=week), png, picture.alt)
        except SlackTrouble as trouble:
            structlog.get_logger().warning("picture_not_uploaded", code=trouble.code)
            return None


def _file_of(message: Block, picture: Picture) -> str | None:
    """The file that shows these very numbers already."""
    for block in message.get("blocks") or []:
        if block.get("type") == "image" and block.get("alt_text") == picture.alt:
            return (block.get("slack_file") or {}).get("id")
    return None


def _holding(messages: list[Block], block_id: str) -> Block:
    for message in messages:
        if any(block.get("block_id") == block_id for block in message.get("blocks") or []):
            return message
    return {}
