"""Copies of a picture, made in memory and sent to its author alone."""

from __future__ import annotations

import asyncio

from bot.messages import say
from bot.pictures.cleaning import cleaned
from bot.pictures.marking import marked
from bot.pictures.read import MOST_BYTES, Unreadable, read_picture
from bot.slack.gateway import SlackTrouble
from bot.slack.payload import Given
from bot.slack.picture_looking import Beside, looked, why_not
from bot.slack.services import Services


async def send_cleaned(services: Services, given: Given, file: str) -> str:
    """Send the author their picture without metadata; return what to say about it."""
    async with services.looking:
        try:
            data = await services.slack.fetch_own(file, given.user, MOST_BYTES)
            copy, ending = await asyncio.to_thread(lambda: cleaned(read_picture(data)))
            await _send(services, given, f"picture.{ending}", copy, say("picture.cleaned"))
        except Unreadable as problem:
            return say(f"picture.no.{problem.reason}")
        except SlackTrouble as trouble:
            return why_not(trouble)
    return say("picture.sent")


async def send_marked(services: Services, given: Given, file: str, *, covered: bool) -> str:
    """Send the author their picture with its findings drawn; return what to say about it."""
    found = await looked(services, given, file, Beside(covered=covered))
    if isinstance(found, str):
        return found
    try:
        copy = await asyncio.to_thread(marked, found.picture.small, found.seen)
        await _send(services, given, "marked.png", copy, say("picture.marked"))
    except SlackTrouble as trouble:
        return why_not(trouble)
    return say("picture.sent")


async def _send(services: Services, given: Given, name: str, copy: bytes, says: str) -> None:
    channel = await services.slack.direct_channel(given.user)
    await services.slack.send_picture(channel, name, copy, says)
