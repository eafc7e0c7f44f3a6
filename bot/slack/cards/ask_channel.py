"""A question as its channel reads it, from the empty room to what is left of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.messages import moment, say
from bot.slack.cards.ask import MOST_ASKS
from bot.slack.cards.sharing import MOST_SHARED, parts
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    escape,
    mrkdwn,
    plain,
    section,
    units,
)
from bot.verdict import Platform
from bot.vocabulary.asking import Answer, End, Question

_MOST_REASON, _LEAST_REASON = 1_500, 60


def room_message() -> Block:
    """Return what stands in a channel until the question does."""
    return {"text": say("ask.room")}


def question_message(
    question: Question, until: datetime, waiting: Answer | None = None, keep_days: int = 0
) -> Block:
    """Return the question as its channel reads it, with who asked to wait.

    `keep_days` is how long it is kept who answered what; 0 where it is not.
    """
    known = question.platform is not Platform.OTHER
    where = say(f"platform.{question.platform}")
    about = say("ask.about_on" if known else "ask.about", clause=question.clause, platform=where)
    ask_id = question.ask_id
    return {
        "text": say("ask.question"),
        "blocks": [
            section(mrkdwn(f"*{say('ask.question')}*")),
            section(plain(clip(question.asks, MOST_ASKS))),
            *(section(plain(part)) for part in parts(question.shared)),
            context(plain(clip(about, 300)), mrkdwn(f"`{escape(question.rule)}`")),
            *_waits(question, waiting),
            actions(
                f"ask:{ask_id}",
                button("ask_fine", say("ask.fine"), say("ask.fine_says"), ask_id),
                button("ask_change", say("ask.change"), say("ask.change_says"), ask_id),
                button("ask_wait", say("ask.wait"), say("ask.wait_says"), ask_id),
            ),
            context(plain(" ".join(_please(question, until, keep_days)))),
        ],
    }


def _please(question: Question, until: datetime, keep_days: int) -> Iterator[str]:
    yield say("ask.please_answer", until=moment(until, question.timezone))
    if keep_days:
        yield say("ask.answers_kept", count=keep_days)


def _waits(question: Question, waiting: Answer | None) -> list[Block]:
    """Draw who asked to wait and why, as far as a message has room beside what was shared."""
    if waiting is None:
        return []
    room = min(_MOST_REASON, _LEAST_REASON + MOST_SHARED - units(question.shared))
    lead = mrkdwn(say("ask.asked_to_wait", by=escape(waiting.by)))
    return [context(lead, plain(clip(waiting.text, room)))]


def reminder_message(question: Question, until: datetime, waiting: Answer | None = None) -> Block:
    """Return the reminder under a question, with a block by which it is found again."""
    says = "ask.reminder_waiting" if waiting else "ask.reminder"
    text = say(says, until=moment(until, question.timezone))
    block = {**section(plain(text)), "block_id": f"remind:{question.ask_id}"}
    return {"text": text, "blocks": [block]}


def closed_message(ended: Answer | End) -> Block:
    """Return what is left in the channel: no word of the draft."""
    if isinstance(ended, Answer):
        text = say(f"ask.closed.{ended.kind}", by=escape(ended.by))
    else:
        text = say("ask.not_answered")
    return {"text": text, "blocks": [section(mrkdwn(text))]}
