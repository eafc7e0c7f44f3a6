"""Puts the weekly digest into a channel: once, found again and edited where it stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import structlog

from bot.digest.chart import draw
from bot.digest.digest import Digest
from bot.messages import speaking
from bot.slack.calling import SlackTrouble
from bot.slack.cards.digest import digest_message, mark, thread_mark, thread_message
from bot.slack.cards.digest_picture import Picture, picture_of
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
        with speaking(language):
            file = await self._picture(digest, held)
            message = digest_message(digest, file, self._timezone())
            plain = digest_message(digest, None, self._timezone())
            thread = thread_message(digest)
        at = await self._shown(room, at, message, plain if file else None)
        if held is not None:
            await self._thread(room, at, thread, _holding(held[1:], thread_mark(digest.week)))
        return f"{room}:{at}"

    async def _shown(self, room: str, at: str, message: Block, plain: Block | None) -> str:
        """Place a message; `plain` where Slack cannot show its picture, None where it has none."""
        for pause in (*self._pauses, None):
            try:
                return await self._place(room, at, message)
            except SlackTrouble as trouble:
                if plain is None or trouble.code != "invalid_blocks":
                    raise
            if pause is not None:
                await asyncio.sleep(pause)
        # A picture that Slack cannot show keeps nobody from the words.
        structlog.get_logger().warning("digest_without_picture")
        return await self._place(room, at, plain or message)

    async def _place(self, room: str, at: str, message: Block) -> str:
        if not at:
            return await self._slack.post(room, message)
        await self._slack.edit(room, at, message)
        return at

    async def _thread(self, room: str, at: str, message: Block, below: str) -> None:
        if below:
            await self._slack.edit(room, below, message)
        else:
            await self._slack.post(room, message, thread=at)

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

    async def _picture(self, digest: Digest, held: list[Block] | None) -> str | None:
        """The picture's id, None where there is none: a digest never fails for it."""
        picture = picture_of(digest)
        if picture is None:
            return None
        if known := _file_of(held, picture):
            return known
        png = await asyncio.to_thread(
            draw, picture.title, picture.bars, picture.note, span=picture.span
        )
        try:
            return await self._slack.upload(_NAME.format(week=digest.week), png, picture.alt)
        except SlackTrouble as trouble:
            structlog.get_logger().warning("picture_not_uploaded", code=trouble.code)
            return None


def _file_of(held: list[Block] | None, picture: Picture) -> str | None:
    """The file that shows these very numbers already."""
    for block in held[0].get("blocks") or [] if held else []:
        if block.get("type") == "image" and block.get("alt_text") == picture.alt:
            return (block.get("slack_file") or {}).get("id")
    return None


def _holding(messages: list[Block], block_id: str) -> str:
    for message in messages:
        if any(block.get("block_id") == block_id for block in message.get("blocks") or []):
            return str(message.get("ts") or "")
    return ""
