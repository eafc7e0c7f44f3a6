"""The deal's two buttons: go on, and go on without AI."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.again import again
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services


def register(app: AsyncApp, services: Services) -> None:
    """Listen to both buttons."""
    app.action("deal_ok")(listen(services, accepted))
    app.action("deal_no_ai")(listen(services, accepted_without_ai))


async def accepted(services: Services, given: Given, ack: AsyncAck) -> None:
    """Remember that the deal was accepted, and check the draft that is in the window now."""
    await ack()
    if not _went_on(services, given):
        await services.coach.accept_deal(given.team, given.user, ai_host=_told(given))
        await again(services, given)


async def accepted_without_ai(services: Services, given: Given, ack: AsyncAck) -> None:
    """The same, with AI review off from the first check on."""
    await ack()
    if not _went_on(services, given):
        # The choice first: should the second call fail, nothing has been agreed to.
        await services.coach.set_preferences(given.team, given.user, ai_review=False)
        await services.coach.accept_deal(given.team, given.user, ai_host=_told(given))
        await again(services, given)


def _told(given: Given) -> str:
    """Return the host that the deal named, empty where it named none."""
    return given.value.rpartition(" ")[0]


def _went_on(services: Services, given: Given) -> bool:
    """Whether the window is past the deal: a second press came before it was drawn anew."""
    shown = services.desk.view(given.seen.view_id) if given.seen else None
    return shown is not None and shown.window is not None and shown.window.deal is None
