"""What somebody switches on the App Home: AI review, and messages."""

from __future__ import annotations

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.home import publish
from bot.slack.payload import Given
from bot.slack.services import Services


async def ai_review(services: Services, given: Given, ack: AsyncAck) -> None:
    """Turn AI review on or off."""
    await ack()
    await services.coach.set_preferences(given.team, given.user, ai_review=given.value == "on")
    await publish(services, given)


async def told(services: Services, given: Given, ack: AsyncAck) -> None:
    """Remember that somebody said yes to AI at the host that their page named."""
    await ack()
    await services.coach.accept_deal(given.team, given.user, ai_host=given.value)
    await publish(services, given)


async def messages(services: Services, given: Given, ack: AsyncAck) -> None:
    """Allow messages or not."""
    await ack()
    await services.coach.set_preferences(given.team, given.user, messages=given.value == "on")
    await publish(services, given)
