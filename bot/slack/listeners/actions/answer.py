"""The buttons under a question in its channel: fine, change this, please wait."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import say
from bot.slack.cards.ask_answer import ANSWER, TEXT, answer_view
from bot.slack.cards.message import said
from bot.slack.cards.modal import page_view
from bot.slack.cards.sharing import MOST_SHARED, shared_in
from bot.slack.cards.text import units
from bot.slack.laying import lay
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.services import Services
from bot.slack.showing import tell
from bot.slack.typed import is_blank
from bot.vocabulary.asking import Answer, Kind


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons, and to the form that two of them open."""
    app.action("ask_fine")(listen(services, fine))
    app.action("ask_change")(listen(services, change))
    app.action("ask_wait")(listen(services, wait))
    app.view_submission(ANSWER)(listen(services, written))


async def fine(services: Services, given: Given, ack: AsyncAck) -> None:
    """Tell the author that it is fine."""
    if await _asked_by(services, given, given.value):
        await ack()
        await tell(services, given, said(say("ask.answer_own")), lasting=False)
        return
    answer = Answer(Kind.FINE, given.user, given.team, delivery=given.delivery)
    # Before the ack: an answer that was acked is a promise.
    heard = services.asks is None or await services.asks.answer(given.value, answer)
    await ack()
    if not heard:
        await tell(services, given, said(say("ask.answer_late")), lasting=False)


async def change(services: Services, given: Given, ack: AsyncAck) -> None:
    """Ask for another text, beginning with the one that was shared."""
    await ack()
    await _lay_form(services, given, Kind.CHANGE)


async def wait(services: Services, given: Given, ack: AsyncAck) -> None:
    """Ask for the reason."""
    await ack()
    await _lay_form(services, given, Kind.WAIT)


async def _lay_form(services: Services, given: Given, kind: Kind) -> None:
    question = await services.asks.question(given.value) if services.asks else None
    if question is None or question.user == given.user:
        told = say("ask.answer_own" if question else "ask.answer_late")
        await tell(services, given, said(told), lasting=False)
    else:
        await lay(services, given, answer_view(kind, question, services.keep_days))


async def written(services: Services, given: Given, ack: AsyncAck) -> None:
    """Bring the suggestion or the reason to the author; without one there is no answer."""
    held = given.seen.held if given.seen else {}
    text = shared_in(given.seen.inputs, TEXT) if given.seen else ""
    kind = Kind(held["kind"]) if held.get("kind") in {Kind.CHANGE, Kind.WAIT} else Kind.WAIT
    answer = Answer(kind, given.user, given.team, text, given.delivery)
    if await _asked_by(services, given, held.get("ask", "")):
        page = page_view(say("ask.answer_title"), say("ask.answer_own"))
        await ack(response_action="update", view=page)
        return
    if wrong := await _wrong(services, held.get("ask", ""), answer):
        await ack(response_action="errors", errors={TEXT: wrong})
        return
    heard = True
    if services.asks is not None and services.desk.first(given.delivery):
        heard = await services.asks.answer(held.get("ask", ""), answer)
    told = say("ask.answer_thanks" if heard else "ask.answer_late")
    await ack(response_action="update", view=page_view(say("ask.answer_title"), told))


async def _asked_by(services: Services, given: Given, ask_id: str) -> bool:
    """Whether it is one's own question that is open: its channel is there for another's eyes."""
    question = await services.asks.question(ask_id) if services.asks else None
    return question is not None and question.user == given.user


async def _wrong(services: Services, ask_id: str, answer: Answer) -> str:
    """Return what keeps an answer from being one, nothing where it is one."""
    if is_blank(answer.text):
        return say(f"ask.answer_empty.{answer.kind}")
    if (length := units(answer.text)) > MOST_SHARED:
        return say("ask.answer_long", length=length, most=MOST_SHARED)
    question = await services.asks.question(ask_id) if services.asks else None
    same = question is not None and question.shared.strip() == answer.text
    return say("ask.answer_same") if same and answer.kind is Kind.CHANGE else ""
