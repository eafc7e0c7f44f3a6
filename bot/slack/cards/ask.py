"""The pages and messages of a question: the author's form, the channel's, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.asking import Answer, End, Kind, Question, without
from bot.messages import say
from bot.slack.cards import words_ask as words
from bot.slack.cards.forms import form, text_input
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
from bot.verdict import Platform

FORM, ANSWER = "ask_form", "ask_answer"
SHARED, ASKS, TEXT = "shared", "asks", "text"
MOST_SHARED, _ASKS, _TEXT = 2_500, 300, 2_500


def form_view(channel: str, until: str, shared: str, held: Mapping[str, str], note: str) -> Block:
    """Draw the author's form, which is the preview as well: it holds all that will be read.

    `held` is what the form remembers; `note` says why another channel is asked, or nothing.
    """
    blocks = [section(plain(words.form_intro(channel, until)))]
    if note:
        blocks.append(context(plain(note)))
    blocks += [
        text_input(SHARED, words.shared_label(channel), clip(shared, MOST_SHARED), MOST_SHARED),
        text_input(ASKS, words.ASKS_LABEL, words.ASKS, _ASKS, multiline=False),
        context(plain(words.FORM_KEEPS)),
    ]
    return form(FORM, words.TITLE, blocks, words.SEND, held)


def answer_view(kind: Kind, ask_id: str) -> Block:
    """Draw the form in which a member of the channel suggests a text or gives a reason."""
    blocks = [text_input(TEXT, words.LABELS[kind], "", _TEXT)]
    held = {"ask": ask_id, "kind": kind.value}
    return form(ANSWER, words.ANSWERED_TITLE, blocks, words.SEND, held)


def room_message() -> Block:
    """Return what stands in a channel until the question does."""
    return {"text": words.ROOM}


def question_message(question: Question, until: datetime) -> Block:
    """Return the question as its channel reads it."""
    known = question.platform is not Platform.OTHER
    where = f", for {say(f'platform.{question.platform}')}" if known else ""
    about = f"About “{question.clause}”{where}"
    ask_id = question.ask_id
    return {
        "text": words.QUESTION,
        "blocks": [
            section(mrkdwn(f"*{words.QUESTION}*")),
            section(plain(clip(question.asks, _ASKS))),
            section(plain(clip(question.shared, MOST_SHARED))),
            context(plain(clip(about, 300)), mrkdwn(f"`{escape(question.rule)}`")),
            actions(
                f"ask:{ask_id}",
                button("ask_fine", words.FINE, words.FINE_SAYS, ask_id),
                button("ask_change", words.CHANGE, words.CHANGE_SAYS, ask_id),
                button("ask_wait", words.WAIT, words.WAIT_SAYS, ask_id),
            ),
            context(plain(words.please_answer(words.when(until, question.timezone)))),
        ],
    }


def closed_message(ended: Answer | End) -> Block:
    """Return what is left in the channel: no word of the draft."""
    if isinstance(ended, Answer):
        text = words.closed(escape(ended.by), ended.kind)
    else:
        text = words.NOT_ANSWERED
    return {"text": text, "blocks": [section(mrkdwn(text))]}


def mark(question: Question, number: int) -> str:
    """Return the block by which a message to the author is found again."""
    return f"ask:{question.ask_id}:{number}"


def told_message(question: Question, channel: str, told: Answer | End, number: int) -> Block:
    """Return what the author reads; its top-level text, in notifications, quotes nothing."""
    blocks = _answer(question, channel, told) if isinstance(told, Answer) else _end(question, told)
    blocks[0] = {**blocks[0], "block_id": mark(question, number)}
    row = actions("card", button("delete", "Delete", "Delete this message", question.ask_id))
    text = f"About your question to {channel}"
    return {"text": escape(text), "blocks": [*blocks, row]}


def _answer(question: Question, channel: str, answer: Answer) -> list[Block]:
    blocks = [section(mrkdwn(words.answered(escape(answer.by), escape(channel))))]
    if answer.kind is Kind.FINE:
        blocks.append(section(plain(words.fine(clip(question.clause, 200)))))
    else:
        lead = words.SUGGESTION if answer.kind is Kind.CHANGE else words.REASON
        blocks += [section(plain(lead)), section(plain(answer.text))]
    last = words.STAYS_OPEN if answer.kind is Kind.WAIT else words.GONE_NOW
    return [*blocks, context(plain(last))]


def _end(question: Question, end: End) -> list[Block]:
    if end is End.UNSENT:
        return [section(plain(words.unsent(question.channel)))]
    blocks = [section(plain(words.nobody(question.channel)))]
    left = without(question)
    return [*blocks, section(plain(words.WITHOUT)), section(plain(left))] if left else blocks
