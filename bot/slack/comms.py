"""The comms channel: which one it is, whether it is closed to others, and who is in it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum

import structlog

from bot.slack.calling import SlackTrouble
from bot.slack.cards.text import Block
from bot.slack.directory import Channel, Directory
from bot.slack.gateway import Gateway

_PATIENCE_S = 2.0  # a submission has to be answered within three seconds


class Closed(StrEnum):
    """Why nobody may look after the rules in Slack, or why somebody may not."""

    NOT_SET = "not_set"
    NOT_FOUND = "not_found"
    NOT_PRIVATE = "not_private"
    SHARED = "shared"
    NO_ANSWER = "no_answer"
    NOT_A_MEMBER = "not_a_member"


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to the comms channel. `closed` None: they are in, as `name`."""

    closed: Closed | None
    name: str = ""


class CommsChannel:
    """Asks Slack each time: who left the channel is out at once."""

    def __init__(self, slack: Gateway, directory: Directory, setting: str) -> None:
        """`setting` is the channel's name, with or without its hash sign, or its id."""
        self._slack = slack
        self._directory = directory
        self._setting = setting.strip()
        self._found: str | None = None

    async def standing(self, user: str) -> Standing:
        """Return whether somebody may look after the rules. In doubt they may not."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                return await self._standing(user)
        except (SlackTrouble, TimeoutError) as trouble:
            code = getattr(trouble, "code", "timeout")
            structlog.get_logger().warning("comms_channel_unknown", code=code)
            return Standing(Closed.NO_ANSWER)

    async def _standing(self, user: str) -> Standing:
        channel = await self._channel()
        closed = _closed(channel, self._setting)
        if channel is None or closed is not None:
            return Standing(closed or Closed.NOT_FOUND)
        is_member, name = await asyncio.gather(
            self._directory.is_member(channel.channel_id, user), self._name(user)
        )
        return Standing(None, name) if is_member else Standing(Closed.NOT_A_MEMBER)

    async def closed(self) -> Closed | None:
        """Return why nobody can look after the rules in Slack. Raises `SlackTrouble`."""
        return _closed(await self._channel(), self._setting)

    async def send(self, message: Block) -> bool:
        """Post in the channel, if it is closed to others; False where it is not.

        Raises `SlackTrouble`.
        """
        channel = await self._channel()
        closed = _closed(channel, self._setting)
        if channel is None or closed is not None:
            structlog.get_logger().warning("comms_channel_closed", why=str(closed))
            return False
        await self._slack.send(channel.channel_id, message)
        return True

    async def _channel(self) -> Channel | None:
        """Return the channel as it is now; its id is looked for once."""
        if not self._setting:
            return None
        found, self._found = self._found, None
        if found is not None and self._is_meant(channel := await self._directory.channel(found)):
            self._found = found
            return channel
        for channel in await self._directory.joined():
            if self._is_meant(channel):
                self._found = channel.channel_id
                return channel
        return None

    def _is_meant(self, channel: Channel) -> bool:
        return self._setting.removeprefix("#") in {channel.channel_id, channel.name}

    async def _name(self, user: str) -> str:
        try:
            return await self._directory.name(user)
        except SlackTrouble as trouble:
            structlog.get_logger().info("name_unknown", code=trouble.code)
            return user


def _closed(channel: Channel | None, setting: str) -> Closed | None:
    if channel is None:
        return Closed.NOT_FOUND if setting else Closed.NOT_SET
    if not channel.private:
        return Closed.NOT_PRIVATE
    return Closed.SHARED if channel.shared else None
