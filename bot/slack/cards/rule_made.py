"""Changes of the rules that were made: told to the channel, and listed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import say
from bot.policy.changes.change import Change
from bot.slack.cards.rule_form import modal
from bot.slack.cards.rule_sentences import summary
from bot.slack.cards.text import (
    Block,
    actions,
    button,
    clip,
    escape,
    plain,
    section,
)


def told_message(who: str, change: Change, value: str) -> Block:
    """Return the message that tells the comms channel of a change, with the way back."""
    text = say("change.told", who=who, change=summary(change))
    blocks = [
        section(plain(f"{text}\n{say('rule.why', why=change.why)}")),
        actions("change_undo", undo_button(value)),
    ]
    return {"text": escape(clip(text, 1_000)), "blocks": blocks}


def made_view(made: Sequence[tuple[str, str, str]]) -> Block:
    """Draw the latest changes: who and when, why, and what Undo needs for each."""
    blocks: list[Block] = [
        {
            **section(plain(f"{clip(who, 200)}\n{clip(why, 300)}\n{value.partition(' ')[0]}")),
            "accessory": undo_button(value),
        }
        for who, why, value in made
    ]
    return modal(say("rules.made"), "", blocks or [section(plain(say("change.none")))])


def undo_button(value: str) -> Block:
    """Return the button that takes a change back."""
    return button("change_undo", say("change.undo"), say("change.undo_says"), value)
