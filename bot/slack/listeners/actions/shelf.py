"""The shelf's buttons: open it, turn a page, begin from an angle, say one has shared."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.cards.modal import page_view
from bot.slack.cards.shelf import ANGLE, MORE, SHARED
from bot.slack.choices import choices_of
from bot.slack.counting import count
from bot.slack.laying import lay
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.shelving import KIND, begin_from, find_campaign, open_shelf, turn_page


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons."""
    app.action("home_ideas")(listen(services, opened))
    app.action(ANGLE)(listen(services, angle))
    app.action(MORE)(listen(services, more))
    app.action(SHARED)(listen(services, shared))


async def opened(services: Services, given: Given, ack: AsyncAck) -> None:
    """Lay the shelf open."""
    await ack()
    await open_shelf(services, given)


async def more(services: Services, given: Given, ack: AsyncAck) -> None:
    """Show the campaigns that come next."""
    await ack()
    await turn_page(services, given)


async def angle(services: Services, given: Given, ack: AsyncAck) -> None:
    """Begin a draft from an angle."""
    await ack()
    await begin_from(services, given, given.value)


async def shared(services: Services, given: Given, ack: AsyncAck) -> None:
    """Count that something was shared, because somebody says so."""
    await ack()
    if find_campaign(services, given.value) is None:
        page = page_view(say("campaigns.title"), say("campaigns.thanks_over"))
        await lay(services, given, page)
        return
    choices = await choices_of(services.coach, given.team, given.user, services.patience_s)
    if choices.accepted:
        await count(services, given, KIND, given.value, "shared")
    text = say("campaigns.thanks" if choices.accepted else "campaigns.thanks_uncounted")
    await lay(services, given, page_view(say("campaigns.title"), text))
