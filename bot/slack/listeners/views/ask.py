"""The author's form sent off: what stands in it is all that anybody reads."""

from __future__ import annotations

from dataclasses import replace

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import language, moment, say, speaking
from bot.slack.cards.ask import ASKS, FORM, otherwise
from bot.slack.cards.modal import page_view
from bot.slack.cards.sharing import MOST_SHARED, SHARED, shared_in
from bot.slack.cards.text import units
from bot.slack.drawing import redraw_window
from bot.slack.gateway import SlackTrouble
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.seen import Seen
from bot.slack.services import Services
from bot.verdict import Draft, Platform
from bot.vocabulary.asking import Question, plan

_OURS = ("ask.asks", "ask.asks_policy")


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the form."""
    app.view_submission(FORM)(listen(services, sent))


async def sent(services: Services, given: Given, ack: AsyncAck) -> None:
    """Send the question on its way, once, and say when to expect an answer."""
    seen = given.seen
    wrong = _wrong(services, seen)
    if seen is None or services.asks is None or wrong:
        await ack(response_action="errors", errors={SHARED: wrong or say("ask.share_first")})
        return
    if not services.messages_pace.allows(given.team, given.user):
        await ack(response_action="errors", errors={SHARED: say("pace.messages")})
        return
    question = _question(services, given, seen)
    await services.asks.start(question)
    waited = plan(question.at, question.timezone, question.hours)
    until = moment(waited.channel, question.timezone)
    told = otherwise(until, question.fallback)
    page = page_view(say("ask.title"), say("ask.sent", channel=question.channel, otherwise=told))
    await ack(response_action="update", view=page)
    await _say_below(services, seen, question.channel)


async def _say_below(services: Services, seen: Seen, channel: str) -> None:
    """Say in the window under the form, to which its author goes back, that it was asked."""
    shown = services.desk.view(seen.below) if seen.below else None
    if seen.below is None or shown is None or shown.window is None or shown.closed:
        return
    window = replace(shown.window, notice=say("ask.under_way", channel=channel))
    try:
        await redraw_window(services, seen.below, window)
    except SlackTrouble as trouble:
        structlog.get_logger().info("window_not_updated", code=trouble.code)


def _wrong(services: Services, seen: Seen | None) -> str:
    shared = shared_in(seen.inputs) if seen else ""
    if not shared:
        return say("ask.share_first")
    if (length := units(shared)) > MOST_SHARED:
        return say("ask.too_long", length=length, most=MOST_SHARED)
    return say("ask.no_keys") if services.coach.read(Draft(shared)).holds_credential else ""


def _question(services: Services, given: Given, seen: Seen) -> Question:
    held, shared = seen.held, shared_in(seen.inputs)
    passage = held.get("passage", "")
    platform = held.get("platform", "")
    return Question(
        delivery=given.delivery,
        user=given.user,
        team=given.team,
        channel=held.get("channel", ""),
        fallback=held.get("fallback", ""),
        shared=shared,
        asks=_asks(services, seen),
        rule=held.get("rule", ""),
        clause=held.get("clause", ""),
        topic=held.get("topic", ""),
        platform=Platform(platform) if platform in set(Platform) else Platform.OTHER,
        at=services.clock(),
        timezone=services.timezone,
        language=language(),
        hours=services.asking.hours,
        # Nothing is kept that the author took out.
        passage=passage if passage and passage in shared else "",
    )


def _asks(services: Services, seen: Seen) -> str:
    """Return what is asked; in the channel's language where the author left our own words.

    Which language an author reads may well tell who they are.
    """
    typed = seen.inputs.get(ASKS, "").strip() or seen.held.get(ASKS) or say("ask.asks")
    ours = next((key for key in _OURS if typed == say(key)), None)
    if ours is None:
        return typed
    with speaking(services.company_language):
        return say(ours)
