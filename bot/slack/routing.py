"""Which channel may be asked, or told, about a topic."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.calling import SlackTrouble
from bot.slack.post import room_in
from bot.slack.services import Services


async def route(services: Services, owner: str) -> str:
    """Return the owner's channel, else the comms channel, whichever may be asked; else nothing.

    Raises `SlackTrouble` where Slack may well tell later.
    """
    try:
        return await _first(services, (owner, services.comms_channel))
    except SlackTrouble as trouble:
        if trouble.passing:
            raise
        return ""


async def next_after(services: Services, channel: str, topic: str) -> str:
    """Return who is asked where a channel does not answer about a topic; nothing where nobody is.

    That is whom the organisation names for the topic, then for the channel, then comms; and where
    comms was asked, whom it names for comms.
    """
    asking, comms = services.asking, services.comms_channel
    named = (asking.fallbacks.get(topic, ""), asking.fallbacks.get(channel, ""))
    last = asking.fallback if channel == comms else comms
    others = [each for each in (*named, last) if each and each != channel]
    try:
        return await _first(services, others)
    except SlackTrouble:
        # What could not be looked at now may well be there when nobody has answered.
        return next(iter(others), "")


async def _first(services: Services, names: Sequence[str]) -> str:
    """Return the first of these that drafts may be carried into. May raise `SlackTrouble`."""
    if services.directory is None or not any(names):
        return ""
    joined = await services.directory.joined()
    return next((name for name in names if name and room_in(joined, name)), "")
