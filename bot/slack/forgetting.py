"""Forgetting somebody: what is kept of them, and what is open of theirs."""

from __future__ import annotations

from bot.slack.payload import Given
from bot.slack.services import Services


async def forget(services: Services, whom: Given) -> int:
    """Let go of all that there is of somebody; return how many rows told of them.

    Their questions leave the channels, and their cards the conversation, within the minute.
    """
    # First of all: who is forgotten twice is forgotten no less.
    if services.let_go is not None:
        await services.let_go(whom.team, whom.user)
    return await services.coach.forget(whom.team, whom.user)
