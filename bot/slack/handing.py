"""Handing somebody all that is kept of them, as files in their own conversation."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.messages import say
from bot.slack.gateway import Gateway


async def hand_out(slack: Gateway, user: str, texts: AsyncIterator[str]) -> int:
    """Send each text as a file, and return how many there were; two are in memory at most.

    Raises `SlackTrouble` where Slack takes one of them not.
    """
    channel = await slack.direct_channel(user)
    before, sent = "", 0
    async for text in texts:
        if before:
            sent += 1
            await _send(slack, channel, before, sent)
        before = text
    if not sent:
        await slack.send_file(channel, "checkpost.json", before, say("home.file_comment"))
        return 1
    await _send(slack, channel, before, sent + 1)
    return sent + 1


async def _send(slack: Gateway, channel: str, text: str, number: int) -> None:
    says = say("home.file_part", number=number)
    await slack.send_file(channel, f"checkpost-{number}.json", text, says)
