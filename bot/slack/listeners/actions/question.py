"""The buttons around questions: ask the policy instead, and ask a person."""

from __future__ import annotations

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.messages import moment, say
from bot.slack.calling import SlackTrouble
from bot.slack.cards.ask import ASKS, form_view
from bot.slack.cards.modal import page_view
from bot.slack.cards.question import QUESTION, question_view
from bot.slack.cards.text import Block, clip
from bot.slack.laying import lay
from bot.slack.listening import listen
from bot.slack.payload import Given
from bot.slack.questions import open_answer
from bot.slack.routing import next_after, route
from bot.slack.services import Services
from bot.slack.talk import behind_ask
from bot.verdict import Platform
from bot.vocabulary.asking import plan

_CLAUSE = 200


def register(app: AsyncApp, services: Services) -> None:
    """Listen to the buttons."""
    app.action("policy_instead")(listen(services, instead))
    app.action("policy_person")(listen(services, person))
    app.action("home_policy")(listen(services, from_home))


async def instead(services: Services, given: Given, ack: AsyncAck) -> None:
    """Answer what stands in the window, as the question that it looks like."""
    await ack()
    draft = (given.seen.draft if given.seen else "") or ""
    behind = behind_ask(draft)
    await open_answer(services, given, draft.strip() if behind is None else behind)


async def from_home(services: Services, given: Given, ack: AsyncAck) -> None:
    """Open the page empty."""
    await ack()
    await lay(services, given, question_view("", None))


async def person(services: Services, given: Given, ack: AsyncAck) -> None:
    """Lay the form in which somebody sees what a channel will read of their question."""
    await ack()
    question = given.seen.inputs.get(QUESTION, "").strip() if given.seen else ""
    if services.answers is not None:
        await lay(services, given, await _form(services, question))


async def _form(services: Services, question: str) -> Block:
    answer = services.answers.plain(question) if services.answers else None
    owner = answer.owner if answer else services.comms_channel
    try:
        channel = await route(services, owner) if services.asks else ""
    except SlackTrouble as trouble:
        structlog.get_logger().info("channels_unknown", code=trouble.code)
        return page_view(say("policy.title"), say("ask.no_answer", owner=owner))
    if not channel:
        return page_view(say("policy.title"), say("ask.no_channel", owner=owner))
    clause = answer.clauses[0].clause if answer and answer.clauses else None
    topic = clause.topics[0] if clause and clause.topics else "other"
    held = {
        "channel": channel,
        "fallback": await next_after(services, channel, topic),
        "rule": clause.id if clause else "policy",
        "clause": clip(clause.title, _CLAUSE) if clause else say("policy.title"),
        "topic": topic,
        "platform": Platform.OTHER.value,
        "passage": "",
        ASKS: say("ask.asks_policy"),
    }
    zone = services.timezone
    until = moment(plan(services.clock(), zone, services.asking.hours).channel, zone)
    shared = "" if answer and answer.holds_key else question
    note = say("ask.other_channel", owner=owner, channel=channel) if channel != owner else ""
    return form_view(channel, until, shared, held, note)
