"""What comes back to the author of a question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import say
from bot.slack.cards.sharing import parts
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
)
from bot.vocabulary.asking import Answer, End, Kind, Question, Told, without


def mark(question: Question, number: int) -> str:
    """Return the block by which a message to the author is found again."""
    return f"ask:{question.ask_id}:{number}"


def told_message(question: Question, told: Told) -> Block:
    """Return what the author reads; its top-level text, in notifications, quotes nothing."""
    blocks = _answer(question, told, told.what) if isinstance(told.what, Answer) else []
    blocks = blocks or _end(question, told)
    blocks[0] = {**blocks[0], "block_id": mark(question, told.number)}
    row = actions(
        "card", button("delete", say("button.delete"), say("button.delete_says"), question.ask_id)
    )
    text = say("ask.about_yours", channel=question.channel)
    return {"text": escape(text), "blocks": [*blocks, row]}


def _answer(question: Question, told: Told, answer: Answer) -> list[Block]:
    channel = escape(told.channels[-1])
    blocks = [section(mrkdwn(say("ask.answered", by=escape(answer.by), channel=channel)))]
    if answer.kind is Kind.FINE:
        blocks.append(section(plain(say("ask.told_fine", clause=clip(question.clause, 200)))))
    else:
        lead = say("ask.suggestion" if answer.kind is Kind.CHANGE else "ask.reason")
        blocks += [section(plain(lead)), *(section(plain(part)) for part in parts(answer.text))]
    waits = answer.kind is Kind.WAIT
    return [*blocks, context(plain(say("ask.stays_open") if waits else _left(told)))]


def _end(question: Question, told: Told) -> list[Block]:
    blocks = [section(plain(say(f"ask.{told.what}", channel=_either(told.channels))))]
    if told.what is End.UNSENT:
        return blocks
    blocks.append(context(plain(_left(told))))
    left = without(question) if told.what is End.NOBODY else ""
    if not left:
        return blocks
    own = (section(plain(part)) for part in parts(left))
    return [*blocks, section(plain(say("ask.without"))), *own]


def _left(told: Told) -> str:
    """Return what is left of the text in its channels, as far as we know."""
    if told.stands:
        return say("ask.may_stand", channel=_either(told.stands))
    return say("ask.gone_now", count=len(told.channels))


def _either(channels: Sequence[str]) -> str:
    """Return one channel, or the first and the last of several."""
    if len(channels) == 1:
        return channels[0]
    return say("ask.either", first=channels[0], last=channels[-1])
