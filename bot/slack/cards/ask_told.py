"""What comes back to the author of a question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import say
from bot.slack.cards.open_questions import withdraw_button
from bot.slack.cards.sharing import part_name, parts
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    context,
    escape,
    mrkdwn,
    plain,
    quote,
    section,
)
from bot.vocabulary.asking import Answer, End, Kind, Question, Told, without

CHECK, WITHDRAW = "ask_check", "ask_withdraw"
_FIRST_WORDS = 80


def mark(question: Question, number: int) -> str:
    """Return the block by which a message to the author is found again."""
    return f"ask:{question.ask_id}:{number}"


def told_message(question: Question, told: Told) -> Block:
    """Return what the author reads; its top-level text, in notifications, quotes nothing."""
    what = told.what
    blocks = _answer(question, told, what) if isinstance(what, Answer) else _end(question, told)
    blocks[0] = {**blocks[0], "block_id": mark(question, told.number)}
    text = say("ask.about_yours", channel=question.channel)
    return {"text": escape(text), "blocks": [*blocks, _row(question, told)]}


def _answer(question: Question, told: Told, answer: Answer) -> list[Block]:
    if answer.kind is Kind.TAKEN_BACK:
        lead = section(plain(say("ask.withdrawn_left", channel=_either(told.channels))))
        return [lead, _about(question), context(plain(_left(told)))]
    channel = escape(told.channels[-1])
    blocks = [section(mrkdwn(say("ask.answered", by=escape(answer.by), channel=channel)))]
    if answer.kind is Kind.FINE:
        blocks.append(section(plain(say("ask.told_fine", clause=clip(question.clause, 200)))))
    else:
        blocks.append(_about(question))
    blocks.append(section(plain(say(f"ask.told_lead.{answer.kind}"))))
    if answer.kind is Kind.WAIT:
        return [*blocks, section(plain(answer.text)), context(plain(say("ask.stays_open")))]
    return [*blocks, *_own(question, told), context(plain(_left(told)))]


def _end(question: Question, told: Told) -> list[Block]:
    says = section(plain(say(f"ask.{told.what}", channel=_either(told.channels))))
    blocks = [says, _about(question)]
    if told.what is End.UNSENT:
        return blocks
    blocks.append(context(plain(_left(told))))
    own = _own(question, told)
    return [*blocks, section(plain(say("ask.without"))), *own] if own else blocks


def _about(question: Question) -> Block:
    """Quote the first words of what was asked, by which an author knows it again."""
    return context(plain(say("ask.about_text", words=quote(clip(question.shared, _FIRST_WORDS)))))


def _own(question: Question, told: Told) -> list[Block]:
    """Draw the text that its author can go on with, to be read back from the message."""
    text = _text(question, told)
    sections = [section(plain(part)) for part in parts(text)] if text else []
    return [{**each, "block_id": part_name(n)} for n, each in enumerate(sections)]


def _text(question: Question, told: Told) -> str:
    """Return what an author can go on with, empty where there is nothing."""
    if told.what is End.NOBODY:
        return without(question)
    if isinstance(told.what, End) or told.what.kind in {Kind.WAIT, Kind.TAKEN_BACK}:
        return ""
    return question.shared if told.what.kind is Kind.FINE else told.what.text


def _row(question: Question, told: Told) -> Block:
    delete = button("delete", say("button.delete"), say("button.delete_says"), question.ask_id)
    if isinstance(told.what, Answer) and told.what.kind is Kind.WAIT:
        # Beside "Delete", which is about the message.
        back = withdraw_button(WITHDRAW, say("ask.withdraw_question"), question.ask_id)
        return actions("card", back, delete)
    if not _text(question, told):
        return actions("card", delete)
    where = question.platform.value
    check = button(CHECK, say("ask.check_text"), say("ask.check_text_says"), where)
    return actions("card", check, delete)


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
