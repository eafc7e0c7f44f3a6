"""The habit of the month as a message."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.habit_parts import answer_blocks, choices_row, question_blocks
from bot.slack.cards.text import Block, context, escape, mrkdwn, plain, section
from bot.vocabulary.habit import Habit


def habit_message(habit: Habit, month: str) -> Block:
    """Return the drill as a message to a channel; answers are for whoever presses."""
    title = mrkdwn(f"*{say('drills.title')}: {escape(habit.title)}*")
    blocks = [section(title), *question_blocks(habit)[1:], choices_row(habit, month)]
    blocks[0] = {**blocks[0], "block_id": mark(month)}
    note = context(plain(say("drills.keeps")))
    return {"text": say("drills.title"), "blocks": [*blocks, note]}


def answer_message(habit: Habit, choice: int) -> Block:
    """Return the answer as a message that only one person sees."""
    return {"text": say("drills.title"), "blocks": answer_blocks(habit, choice)}


def mark(month: str) -> str:
    """Return the block by which a month's drill is found again in its channel."""
    return f"habit:{month}"
