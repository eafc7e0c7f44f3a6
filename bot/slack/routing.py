"""Which channel may be asked, or told, about a topic."""

from __future__ import annotations

from bot.slack.calling import SlackTrouble
from bot.slack.post import find_room
from bot.slack.services import Services


async def route(services: Services, owner: str) -> str:
    """Return the owner's channel, else the comms channel, whichever may be asked; else nothing."""
    if services.directory is None:
        return ""
    for name in dict.fromkeys((owner, services.comms_channel)):
        try:
            if await find_room(services.directory, name) is not None:
                return name
        except SlackTrouble:
            return ""
    return ""
