"""The form in which a member of a channel answers with words."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.forms import form, text_input
from bot.slack.cards.text import Block
from bot.vocabulary.asking import Kind

ANSWER, TEXT = "ask_answer", "text"
_TEXT = 3_000


def answer_view(kind: Kind, ask_id: str) -> Block:
    """Draw the form in which a member of the channel suggests a text or gives a reason."""
    blocks = [text_input(TEXT, say(f"ask.answer_label.{kind}"), "", _TEXT)]
    held = {"ask": ask_id, "kind": kind.value}
    return form(ANSWER, say("ask.answer_title"), blocks, say("button.send"), held)
