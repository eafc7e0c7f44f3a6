"""The form in which a member of a channel answers with words."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.forms import form
from bot.slack.cards.sharing import part_inputs, parts
from bot.slack.cards.text import Block, context, plain
from bot.vocabulary.asking import Kind, Question

ANSWER, TEXT = "ask_answer", "text"
_ROOMY = 2_400
"""UTF-16 code units that a part begins with, of the 3,000 that its input takes."""


def answer_view(kind: Kind, question: Question, keep_days: int) -> Block:
    """Draw the form in which a member of the channel edits the text or gives a reason.

    `keep_days` is how long it is kept who answered what; 0 where it is not.
    """
    held = parts(question.shared, _ROOMY) if kind is Kind.CHANGE else [""]
    labels = [say(f"ask.answer_label.{kind}")]
    labels += [say("ask.answer_more", number=number + 1) for number in range(1, len(held))]
    remembered = {"ask": question.ask_id, "kind": kind.value}
    blocks = part_inputs(TEXT, held, labels)
    if keep_days:
        blocks.append(context(plain(say("ask.answer_kept", count=keep_days))))
    return form(ANSWER, say("ask.answer_title"), blocks, say("button.send"), remembered)
