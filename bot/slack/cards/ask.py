"""The pages and messages of a question: the author's form, the channel's, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.messages import moment, say
from bot.slack.cards.forms import form, text_input
from bot.slack.cards.sharing import MOST_PART, part_name, parts
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
from bot.vocabulary.asking import Answer, End, Kind, Question, without

FORM, ANSWER = "ask_form", "ask_answer"
ASKS, TEXT = "asks", "text"
_ASKS, _TEXT = 300, 3_000


def form_view(channel: str, until: str, shared: str, held: Mapping[str, str], note: str) -> Block:
    """Draw the author's form, which is the preview as well: it holds all that will be read.

    `held` is what the form remembers; `note` says why another channel is asked, or nothing.
    """
    told = otherwise(until, held.get("fallback", ""))
    blocks = [section(plain(say("ask.intro", channel=channel, otherwise=told)))]
    if note:
        blocks.append(context(plain(note)))
    blocks += [
        *_shared_inputs(channel, shared),
        text_input(ASKS, say("ask.asks_label"), say("ask.asks"), _ASKS, multiline=False),
        context(plain(say("ask.keeps"))),
    ]
    return form(FORM, say("ask.title"), blocks, say("button.send"), held)


def _shared_inputs(channel: str, shared: str) -> list[Block]:
    """Draw an input for each part; the first has to hold something."""
    held = parts(shared)
    labels = [say("ask.shared_label", channel=channel)]
    labels += [say("ask.shared_more", channel=channel, number=n + 1) for n in range(1, len(held))]
    drawn = [
        text_input(part_name(number), label, part, MOST_PART)
        for number, (label, part) in enumerate(zip(labels, held, strict=True))
    ]
    return [drawn[0], *({**each, "optional": True} for each in drawn[1:])]


def otherwise(until: str, fallback: str) -> str:
    """Return what becomes of a question that nobody answers; `fallback` may be empty."""
    if fallback:
        return say("ask.otherwise_fallback", until=until, fallback=fallback)
    return say("ask.otherwise", until=until)


def answer_view(kind: Kind, ask_id: str) -> Block:
    """Draw the form in which a member of the channel suggests a text or gives a reason."""
    blocks = [text_input(TEXT, say(f"ask.answer_label.{kind}"), "", _TEXT)]
    held = {"ask": ask_id, "kind": kind.value}
    return form(ANSWER, say("ask.answer_title"), blocks, say("button.send"), held)


def room_message() -> Block:
    """Return what stands in a channel until the question does."""
    return {"text": say("ask.room")}


def question_message(question: Question, until: datetime) -> Block:
    """Return the question as its channel reads it."""
    known = question.platform is not Platform.OTHER
    where = say(f"platform.{question.platform}")
    about = say("ask.about_on" if known else "ask.about", clause=question.clause, platform=where)
    ask_id = question.ask_id
    return {
        "text": say("ask.question"),
        "blocks": [
            section(mrkdwn(f"*{say('ask.question')}*")),
            section(plain(clip(question.asks, _ASKS))),
            *(section(plain(part)) for part in parts(question.shared)),
            context(plain(clip(about, 300)), mrkdwn(f"`{escape(question.rule)}`")),
            actions(
                f"ask:{ask_id}",
                button("ask_fine", say("ask.fine"), say("ask.fine_says"), ask_id),
                button("ask_change", say("ask.change"), say("ask.change_says"), ask_id),
                button("ask_wait", say("ask.wait"), say("ask.wait_says"), ask_id),
            ),
            context(plain(say("ask.please_answer", until=moment(until, question.timezone)))),
        ],
    }


def reminder_message(question: Question, until: datetime) -> Block:
    """Return the reminder under a question, with a block by which it is found again."""
    text = say("ask.reminder", until=moment(until, question.timezone))
    block = {**section(plain(text)), "block_id": f"remind:{question.ask_id}"}
    return {"text": text, "blocks": [block]}


def closed_message(ended: Answer | End) -> Block:
    """Return what is left in the channel: no word of the draft."""
    if isinstance(ended, Answer):
        text = say(f"ask.closed.{ended.kind}", by=escape(ended.by))
    else:
        text = say("ask.not_answered")
    return {"text": text, "blocks": [section(mrkdwn(text))]}


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
