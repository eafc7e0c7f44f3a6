"""`/checkpost`: a draft to check, an empty window, or one of the words that stand alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.check import Surface
from bot.messages import say
from bot.slack.cards.card import Window
from bot.slack.cards.message import said
from bot.slack.cards.nominate import help_message
from bot.slack.checking import begin_at_once
from bot.slack.choices import choices_of, deal_for, menu_for
from bot.slack.listeners.views.suspicious import open_form
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.questions import open_answer
from bot.slack.ruling import open_rules
from bot.slack.services import Services
from bot.slack.shelving import open_shelf
from bot.slack.showing import open_window, show_at_once, tell
from bot.slack.talk import question_in, subcommand
from bot.slack.talking import answer_to
from bot.slack.typed import is_blank
from bot.verdict import Draft, Purpose


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the command."""
    app.command("/checkpost")(listen(services, checkpost))


async def checkpost(services: Services, given: Given, ack: AsyncAck) -> None:
    """Check the draft behind the command, or open an empty window."""
    word = subcommand(given.text)
    if opens := _OPENS.get(word or ""):
        await ack()
        if services.desk.first(given.delivery):
            await opens(services, given)
    elif word == "help" and services.nominations:
        await ack(response_type="ephemeral", **help_message())
    elif word:
        await ack(response_type="ephemeral", **said(answer_to(services, word)))
    elif not services.desk.first(given.delivery):
        await ack()
    elif not is_blank(given.text):
        begun = await begin_at_once(services, given, Draft(given.text), Surface.COMMAND)
        await show_at_once(services, given, begun, ack)
    else:
        await ack()
        await open_empty(services, given)


async def _open_question(services: Services, given: Given) -> None:
    await open_answer(services, given, question_in(given.text))


async def open_reply(services: Services, given: Given) -> None:
    """Open a window for somebody's comment and the reply to it."""
    await open_empty(services, given, Purpose.REPLY)


_OPENS: Mapping[str, Callable[[Services, Given], Awaitable[None]]] = {
    "rules": open_rules,
    "suspicious": open_form,
    "reply": open_reply,
    "ask": _open_question,
    "ideas": open_shelf,
}


async def open_empty(services: Services, given: Given, purpose: Purpose = Purpose.POST) -> None:
    """Open a window to write in."""
    choices = await choices_of(services.coach, given.team, given.user, services.patience_s)
    window = Window(
        platform=choices.platform,
        purpose=purpose,
        deal=deal_for(services, choices),
        menu=menu_for(services.coach, choices),
    )
    if await open_window(services, given, window) is None:
        await tell(services, given, said(say("notice.no_window")))
