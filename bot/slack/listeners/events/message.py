"""Somebody wrote to the bot, changed what they wrote, or took it back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.messages import say, speaking
from bot.slack.cards.message import said
from bot.slack.cards.question import answer_message
from bot.slack.checking import Begun
from bot.slack.conversation import begin_here, card_here, clear_thread, redraw_at, show_here
from bot.slack.errors import explain
from bot.slack.followup import Heard, follow_up
from bot.slack.gateway import SlackTrouble
from bot.slack.incoming import Incoming, Kind, incoming
from bot.slack.listeners.commands.checkpost import answer_to, subcommand
from bot.slack.payload import Payload
from bot.slack.picturing import look_here
from bot.slack.questions import answered
from bot.slack.services import Services
from bot.slack.suggesting import suggest
from bot.slack.talk import Talk, talk_in
from bot.slack.threads import GONE
from bot.slack.wishes import Wish, wish_in

Following = asyncio.Task[Heard]
_INCOMING, _BEGUN = "checkpost_incoming", "checkpost_begun"
_EDITS = 10


def register(app: AsyncApp, services: Services) -> None:
    """Listen to messages.

    Bolt answers an event before its listener runs. A draft, and what is asked for under one, is put
    on its durable way in front of that, in a middleware, so that none is lost between the two.
    """

    async def take(
        body: Payload, context: AsyncBoltContext, next_: Callable[[], Awaitable[Any]]
    ) -> Any:  # noqa: ANN401 -- Bolt's own answer
        told = incoming(body)
        if told is not None and _is_news(services, told):
            begun = await _guarding(services, told, _begin(services, told))
            if begun is not None:
                context[_INCOMING], context[_BEGUN] = told, begun
        return await next_()

    async def answer(context: AsyncBoltContext) -> None:
        told, begun = context.get(_INCOMING), context.get(_BEGUN)
        if isinstance(told, Incoming):
            await _guarding(services, told, _answer(services, told, begun or None))

    app.event("message", middleware=[take])(answer)


def _is_news(services: Services, told: Incoming) -> bool:
    """Whether this was not heard before, nor anything later about the same message."""
    if not services.desk.first(told.given.delivery):
        return False
    thread = f"{told.given.channel} {told.given.thread}"
    return not told.on_top or services.desk.is_news(thread, told.at)


async def _guarding(services: Services, told: Incoming, work: Awaitable[Any]) -> Any:  # noqa: ANN401 -- whatever the work returns
    """Do some work; whatever breaks is explained to the person, and None returned."""
    with services.tasks.this_one(), speaking(await services.language_of(told.given)):
        try:
            return await work
        except Exception as error:  # noqa: BLE001 -- whatever broke, the person is told
            ack = AsyncAck()  # type: ignore[no-untyped-call]  # the library's
            await explain(services, told.given, ack, error)
            return None


async def _begin(services: Services, told: Incoming) -> Begun | Following | bool:
    """Start the check of a draft, or on a wish under one; False for anything else."""
    wish = _wish(told)
    if wish is not None and told.kind is Kind.SENT:
        return await _following(services, told, wish)
    if told.kind is Kind.DELETED or wish or not _is_draft(told.given.text):
        return False
    if told.kind is Kind.EDITED and not (told.on_top and await _may_go_on(services, told)):
        return False
    return await begin_here(services, told.given, told.given.text)


async def _following(services: Services, told: Incoming, wish: Wish) -> Following:
    """Start on a wish, and wait for that as long as Slack waits for its answer without harm."""
    work = services.tasks.spawn(follow_up(services, told.given, wish))
    await asyncio.wait({work}, timeout=services.patience_s)
    return work


async def _answer(services: Services, told: Incoming, begun: Begun | Following | None) -> None:
    if told.kind is Kind.DELETED:
        if told.on_top:
            await clear_thread(services, told.given)
    elif isinstance(begun, asyncio.Task):
        await _follow(services, told, await begun)
    elif begun is not None:
        await _show(services, told, begun)
    elif told.kind is Kind.SENT:
        await _talk(services, told)


async def _show(services: Services, told: Incoming, begun: Begun) -> None:
    if begun.repeated:
        return
    place = await card_here(services, told.given) if told.kind is Kind.EDITED else None
    if place is None or not await _redrawn(services, begun, place):
        await show_here(services, told.given, begun)
    if told.files and told.kind is Kind.SENT:
        await _look(services, told, begun)


async def _follow(services: Services, told: Incoming, heard: Heard) -> None:
    """Do what a wish left to do."""
    given = told.given
    if heard.begun is not None and not heard.begun.repeated:
        await show_here(services, given, heard.begun)
    if heard.message is not None:
        await services.slack.post(given.channel or "", heard.message, thread=given.thread or "")


async def _redrawn(services: Services, begun: Begun, place: str) -> bool:
    """Put a check into the card at a place; False where its reader deleted it."""
    try:
        await redraw_at(services, begun, place)
    except SlackTrouble as trouble:
        if trouble.code not in GONE:
            raise
        return False
    return True


async def _talk(services: Services, told: Incoming) -> None:
    """Answer what is no draft."""
    word, talk = subcommand(told.given.text), talk_in(told.given.text)
    if word == "help" or talk is Talk.ABOUT:
        await _reply(services, told, say("direct.help"))
        await suggest(services, told.given.channel)
    elif word == "privacy":
        await _reply(services, told, f"{say('direct.privacy')}\n{answer_to(services, word)}")
    elif word == "ask":
        await _answer_question(services, told)
    elif word:
        await _reply(services, told, say("direct.opens", word=word))
    elif talk is Talk.THANKS:
        await _reply(services, told, say("direct.thanks"))
    elif told.files:
        await _look(services, told, None)
    else:
        await _reply(services, told, say("direct.nothing"))


async def _look(services: Services, told: Incoming, begun: Begun | None) -> None:
    """Look at the first picture that came along, and say what there is to say under it."""
    if not told.given.pictures:
        await _reply(services, told, say("direct.files"))
        return
    await look_here(services, told.given, begun)
    if len(told.given.pictures) > 1:
        await _reply(services, told, say("picture.first_only"))


async def _answer_question(services: Services, told: Incoming) -> None:
    """Answer a question about the policy where it was asked."""
    given = told.given
    question = given.text.strip().removeprefix("ask").strip()
    answer = await answered(services, given, question, once=True)
    message = said(say("policy.nothing")) if answer is None else answer_message(answer.answer)
    await services.slack.post(given.channel or "", message, thread=given.thread or "")


async def _reply(services: Services, told: Incoming, text: str) -> None:
    given = told.given
    await services.slack.post(given.channel or "", said(text), thread=given.thread or "")


def _wish(told: Incoming) -> Wish | None:
    """Return what is asked for under a draft; on top there is nothing to ask about."""
    text = told.given.text
    return wish_in(text) if not told.on_top and _is_draft(text) else None


def _is_draft(text: str) -> bool:
    return bool(text.strip()) and subcommand(text) is None and talk_in(text) is None


async def _may_go_on(services: Services, told: Incoming) -> bool:
    """Whether a draft may be read once more; each edit costs a review, so not without end."""
    count = services.desk.edits(f"{told.given.channel} {told.given.thread}")
    if count == _EDITS + 1:
        await _reply(services, told, say("direct.many_edits"))
    return count <= _EDITS
