"""The drill of the month: a question with its choices, and what is right and why."""

from __future__ import annotations

import re

from bot.messages import say
from bot.slack.cards.habit_parts import answer_blocks, choices_row, question_blocks
from bot.slack.cards.text import Block, button, context, plain
from bot.vocabulary.habit import Habit

CHOICE = re.compile(r"^habit_choice:\d+$")


def habit_button() -> Block:
    """Return the button that opens the drill of the month."""
    return button("home_habit", say("drills.title"), say("drills.open_says"), "home")


def habit_view(habit: Habit, month: str) -> Block:
    """Draw the page with the question."""
    return _view(
        [*question_blocks(habit), choices_row(habit, month), context(plain(say("drills.keeps")))]
    )


def answer_view(habit: Habit, choice: int) -> Block:
    """Draw the page with the answer."""
    return _view(answer_blocks(habit, choice))


def _view(blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("drills.title")},
        "close": {"type": "plain_text", "text": say("button.close")},
        "blocks": blocks,
    }
