"""What a drill is drawn of, on a page and in a message."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.text import Block, actions, button, escape, mrkdwn, plain, section
from bot.vocabulary.habit import Habit

REPORT = "habit_report"


def question_blocks(habit: Habit) -> list[Block]:
    """Draw the question with its choices."""
    lines = [f"{number}. {choice.text}" for number, choice in enumerate(habit.choices, 1)]
    return [
        section(mrkdwn(f"*{escape(habit.title)}*")),
        section(plain(habit.question)),
        section(plain("\n".join(lines))),
    ]


def choices_row(habit: Habit, month: str) -> Block:
    """Draw a button for each choice, and the way to a report of what it reminds one of."""
    choices = [
        button(
            f"habit_choice:{number}",
            str(number + 1),
            say("drills.choice_says", number=number + 1),
            f"{month}/{habit.id}/{number}",
        )
        for number in range(len(habit.choices))
    ]
    return actions("habit", *choices, _report())


def answer_blocks(habit: Habit, choice: int) -> list[Block]:
    """Draw the question once more, what is right and why, and where it is done."""
    right = habit.choices[habit.right].text
    lead = say("drills.right") if choice == habit.right else say("drills.wrong", right=right)
    blocks = [*question_blocks(habit), section(plain(lead)), section(plain(habit.why))]
    if habit.how:
        blocks.append(section(mrkdwn(f"<{escape(habit.how.url)}|{escape(habit.how.title)}>")))
    return [*blocks, actions("habit_report", _report())]


def _report() -> Block:
    return button(REPORT, say("drills.report"), say("drills.report_says"), "habit")
