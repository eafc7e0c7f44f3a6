"""What somebody chooses on the App Home: where they mostly post, and their language."""

from __future__ import annotations

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import language_of, speaking
from bot.slack.cards.home import AS_IN_SLACK
from bot.slack.home import publish
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.verdict import Platform


async def platform(services: Services, given: Given, ack: AsyncAck) -> None:
    """Remember where somebody mostly posts."""
    await ack()
    chosen = Platform(given.value) if given.value in set(Platform) else Platform.OTHER
    await services.coach.set_preferences(given.team, given.user, platform=chosen)
    await publish(services, given)


async def language(services: Services, given: Given, ack: AsyncAck) -> None:
    """Remember which language somebody likes to read, and draw the page in it."""
    await ack()
    chosen = "" if given.value == AS_IN_SLACK else language_of(given.value)
    await services.coach.set_preferences(given.team, given.user, language=chosen)
    with speaking(await services.language_of(given)):
        await publish(services, given)
