"""Who left while nobody heard of it, put together."""

from __future__ import annotations

from bot.alerts import Once
from bot.coach import Coach
from bot.settings import Settings
from bot.slack.departures import Departures
from bot.slack.directory import Directory
from bot.wiring.durable import Durable
from bot.wiring.ground import Ground, utc_now


def make_departures(
    settings: Settings, ground: Ground, coach: Coach, durable: Durable
) -> Departures | None:
    """Return who looks for them; None in the anonymous profile, which knows nobody."""
    if settings.is_anonymous:
        return None

    async def forget(team: str, user: str) -> int:
        await durable.forgetting.start(team, user)
        return await coach.forget(team, user)

    return Departures(
        left=Directory(ground.client).left,
        known=ground.store.known,
        author_key=ground.keys.author_key,
        forget=forget,
        once=Once(ground.store, utc_now),
    )
