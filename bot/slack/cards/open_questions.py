"""One's own questions that are open, on the App Home, each with the way to take it back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import moment, say
from bot.slack.cards.text import Block, button, clip, context, mrkdwn, plain, section
from bot.vocabulary.asking import Question

_SHOWN, _CLAUSE = 10, 200


def open_blocks(questions: Sequence[Question]) -> list[Block]:
    """Draw the open questions, oldest first, without a word of what was shared."""
    if not questions:
        return []
    return [
        section(mrkdwn(f"*{say('ask.open')}*")),
        *(_line(each) for each in questions[:_SHOWN]),
        context(plain(say("ask.withdraw_does"))),
    ]


def withdraw_button(action: str, label: str, ask_id: str) -> Block:
    """Draw the button that takes a question back."""
    return button(action, label, say("ask.withdraw_says"), ask_id)


def _line(question: Question) -> Block:
    told = say(
        "ask.open_line",
        channel=question.channel,
        clause=clip(question.clause, _CLAUSE),
        when=moment(question.at, question.timezone),
    )
    back = withdraw_button("home_withdraw", say("ask.withdraw"), question.ask_id)
    return {**section(plain(told)), "accessory": back}
