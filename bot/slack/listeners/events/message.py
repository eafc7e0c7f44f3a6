"""Somebody wrote to the bot, changed what they wrote, or took it back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.messages import say, speaking
from bot.slack.calling import GONE, SlackTrouble
from bot.slack.conversation import begin_here, redraw_at, show_here
from bot.slack.errors import explain
from bot.slack.followup import Heard, follow_up
from bot.slack.hearing import wish_here
from bot.slack.incoming import Incoming, Kind, incoming
from bot.slack.seen import Payload
from bot.slack.services import Services
from bot.slack.starting import Begun
from bot.slack.talk import subcommand, talk_in
from bot.slack.talking import is_answered, look_at_files, reply, talk_back
from bot.slack.thread_cards import card_here, clear_thread
from bot.slack.typed import is_blank
from bot.slack.wishes import Wish

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
    wish = _wish(services, told)
    if wish is not None and told.kind is Kind.SENT:
        return await _following(services, told, wish)
    if told.kind is Kind.DELETED or wish or not await _reads_as_draft(services, told):
        return False
    if told.kind is Kind.EDITED and not (told.on_top and await _may_go_on(services, told)):
        return False
    return await begin_here(services, told.given, told.given.text)


async def _reads_as_draft(services: Services, told: Incoming) -> bool:
    """Whether a message is a draft; one that was read as one stays one, whatever it becomes."""
    text = told.given.text
    if _is_draft(text) or not text.strip() or told.kind is Kind.SENT:
        return _is_draft(text)
    return told.on_top and await card_here(services, told.given) is not None


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
        await talk_back(services, told)


async def _show(services: Services, told: Incoming, begun: Begun) -> None:
    if begun.repeated or (not begun.starting and await _stands_already(services, told)):
        return
    place = await card_here(services, told.given) if told.kind is Kind.EDITED else None
    if place is None or not await _redrawn(services, begun, place):
        await show_here(services, told.given, begun)
    if told.files and told.kind is Kind.SENT:
        await look_at_files(services, told, begun)


async def _stands_already(services: Services, told: Incoming) -> bool:
    """Whether a draft whose check is no workflow was answered before this process began."""
    return told.kind is Kind.SENT and await is_answered(services, told)


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


def _wish(services: Services, told: Incoming) -> Wish | None:
    """Return what is asked for under a draft; on top there is nothing to ask about."""
    text = told.given.text
    return wish_here(services, text) if not told.on_top and _is_draft(text) else None


def _is_draft(text: str) -> bool:
    return not is_blank(text) and subcommand(text) is None and talk_in(text) is None


async def _may_go_on(services: Services, told: Incoming) -> bool:
    """Whether a draft may be read once more; each edit costs a review, so not without end."""
    count = services.desk.edits(f"{told.given.channel} {told.given.thread}")
    if count == _EDITS + 1:
        await reply(services, told, say("direct.many_edits"))
    return count <= _EDITS
