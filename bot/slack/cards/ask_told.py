"""What comes back to the author of a question."""

from __future__ import annotations

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
from bot.vocabulary.asking import Answer, End, Kind, Question, without


def mark(question: Question, number: int) -> str:
    """Return the block by which a message to the author is found again."""
    return f"ask:{question.ask_id}:{number}"


def told_message(question: Question, channel: str, told: Answer | End, number: int) -> Block:
    """Return what the author reads; its top-level text, in notifications, quotes nothing."""
    blocks = _answer(question, channel, told) if isinstance(told, Answer) else _end(question, told)
    blocks[0] = {**blocks[0], "block_id": mark(question, number)}
    row = actions(
        "card", button("delete", say("button.delete"), say("button.delete_says"), question.ask_id)
    )
    text = say("ask.about_yours", channel=channel)
    return {"text": escape(text), "blocks": [*blocks, row]}


def _answer(question: Question, channel: str, answer: Answer) -> list[Block]:
    blocks = [section(mrkdwn(say("ask.answered", by=escape(answer.by), channel=escape(channel))))]
    if answer.kind is Kind.FINE:
        blocks.append(section(plain(say("ask.told_fine", clause=clip(question.clause, 200)))))
    else:
        lead = say("ask.suggestion" if answer.kind is Kind.CHANGE else "ask.reason")
        blocks += [section(plain(lead)), section(plain(answer.text))]
    last = say("ask.stays_open" if answer.kind is Kind.WAIT else "ask.gone_now")
    return [*blocks, context(plain(last))]


def _end(question: Question, end: End) -> list[Block]:
    if end is End.UNSENT:
        return [section(plain(say("ask.unsent", channel=question.channel)))]
    blocks = [section(plain(say("ask.nobody", channel=question.channel)))]
    left = without(question)
    if not left:
        return blocks
    own = (section(plain(part)) for part in parts(left))
    return [*blocks, section(plain(say("ask.without"))), *own]
