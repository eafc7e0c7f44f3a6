"""The buttons of recognition: nominating, and the colleague's yes or no."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.slack.cards.nominate import nominate_form
from bot.slack.cards.nominated import answered_message
from bot.slack.laying import lay
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import tell
from bot.vocabulary.recognition import Answered


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons."""
    app.action("nominate")(listen(services, nominate))
    app.action("nominate_yes")(listen(services, accept))
    app.action("nominate_no")(listen(services, decline))


async def nominate(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open the form."""
    await ack()
    await lay(services, given, nominate_form())


async def accept(services: Services, given: Given, ack: AsyncAck) -> None:
    """Keep the nomination for the next digest."""
    await ack()
    await _answer(services, given, accept=True)


async def decline(services: Services, given: Given, ack: AsyncAck) -> None:
    """Delete the nomination, also after a yes; nobody is told."""
    await ack()
    await _answer(services, given, accept=False)


async def _answer(services: Services, given: Given, *, accept: bool) -> None:
    if services.nominations is None:
        return
    answered = await services.nominations.answer(given.team, given.user, given.value, accept=accept)
    if answered is Answered.GONE and not accept:
        answered = Answered.DELETED  # pressed twice, or too late: it is gone, as they wished
    message = answered_message(answered, given.value)
    if given.response_url is None:
        await tell(services, given, message)
    else:
        await services.slack.respond(given.response_url, message, replace_original=True)
