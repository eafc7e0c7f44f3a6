"""The drill of the month: a question with its choices, and what is right and why."""

from __future__ import annotations

import re

from bot.messages import say
from bot.slack.cards.text import Block, actions, button, context, escape, mrkdwn, plain, section
from bot.vocabulary.habit import Habit

CHOICE = re.compile(r"^habit_choice:\d+$")
REPORT = "habit_report"


def habit_button() -> Block:
    """Return the button that opens the drill of the month."""
    return button("home_habit", say("drills.title"), say("drills.open_says"), "home")


def habit_view(habit: Habit, month: str) -> Block:
    """Draw the page with the question."""
    return _view([*_question(habit), _choices(habit, month), context(plain(say("drills.keeps")))])


def answer_view(habit: Habit, choice: int) -> Block:
    """Draw the page with the answer."""
    return _view(_answer(habit, choice))


def habit_message(habit: Habit, month: str) -> Block:
    """Return the drill as a message to a channel; answers are for whoever presses."""
    title = mrkdwn(f"*{say('drills.title')}: {escape(habit.title)}*")
    blocks = [section(title), *_question(habit)[1:], _choices(habit, month)]
    blocks[0] = {**blocks[0], "block_id": mark(month)}
    note = context(plain(say("drills.keeps")))
    return {"text": say("drills.title"), "blocks": [*blocks, note]}


def answer_message(habit: Habit, choice: int) -> Block:
    """Return the answer as a message that only one person sees."""
    return {"text": say("drills.title"), "blocks": _answer(habit, choice)}


def mark(month: str) -> str:
    """Return the block by which a month's drill is found again in its channel."""
    return f"habit:{month}"


def _question(habit: Habit) -> list[Block]:
    lines = [f"{number}. {choice.text}" for number, choice in enumerate(habit.choices, 1)]
    return [
        section(mrkdwn(f"*{escape(habit.title)}*")),
        section(plain(habit.question)),
        section(plain("\n".join(lines))),
    ]


def _choices(habit: Habit, month: str) -> Block:
    choices = [
        button(
            f"habit_choice:{number}",
            str(number + 1),
            say("drills.choice_says", number=number + 1),
            f"{month}/{habit.id}/{number}",
        )
        for number in range(len(habit.choices))
    ]
    return actions("habit", *choices)


def _answer(habit: Habit, choice: int) -> list[Block]:
    right = habit.choices[habit.right].text
    lead = say("drills.right") if choice == habit.right else say("drills.wrong", right=right)
    blocks = [section(mrkdwn(f"*{escape(habit.title)}*")), section(plain(lead))]
    blocks.append(section(plain(habit.why)))
    if habit.how:
        blocks.append(section(mrkdwn(f"<{escape(habit.how.url)}|{escape(habit.how.title)}>")))
    report = button(REPORT, say("drills.report"), say("drills.report_says"), "habit")
    return [*blocks, actions("habit_report", report)]


def _view(blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("drills.title")},
        "close": {"type": "plain_text", "text": say("button.close")},
        "blocks": blocks,
    }
