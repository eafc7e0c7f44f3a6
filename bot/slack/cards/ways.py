"""What can be done about a finding: one button for what helps most, and a menu with all else."""

from __future__ import annotations

import re

from bot.check import Action
from bot.messages import say
from bot.slack.cards.card import Card, Room
from bot.slack.cards.text import Block, actions, button, clip, overflow
from bot.slack.cards.titles import title_of
from bot.verdict import Finding, Severity, Source, Suggestion

_CHANNEL = re.compile(r"#[\w-]{1,60}")
UNDO = "unsay"
_VALUE = 150  # what a menu's choice holds


def fix_of(finding: Finding) -> Suggestion | None:
    """Return the first way out that a button can take."""
    return next((each for each in finding.suggestions if each.edit is not None), None)


def asks(finding: Finding) -> bool:
    """Whether somebody can be asked about a finding."""
    return finding.source is Source.RULE and _CHANNEL.fullmatch(finding.owner) is not None


def buttons_of(card: Card, address: str, finding: Finding, room: Room) -> Block:
    """Draw the one button of a finding, for what helps most, and its menu with all else.

    Of one that its author has answered it is the way back, and a fix is in the menu: a press may
    have been a slip.
    """
    value = f"{address} {card.check_id}"
    about = clip(title_of(finding), 45)
    choices = _choices(finding, card.said.get(address), can_fix=room.edits)
    wanted = ["ask"] if finding.severity is Severity.ASK else []
    wanted = [UNDO] if address in card.said else [*wanted, "use_fix"]
    name = next((word for word in wanted if word in choices), "why")
    label = choices.pop(name)
    first = button(name, label, clip(f"{label}: {about}", 75), value)
    menu = [(f"{word} {value}", label) for word, label in choices.items()]
    menu = [(value, label) for value, label in menu if len(value) <= _VALUE]
    return actions(f"finding:{address}", first, *([overflow("finding", *menu)] if menu else []))


def undo_button(address: str, check_id: str) -> Block:
    """Draw the button that takes back what was said of a finding."""
    return button(UNDO, say("finding.undo"), say("finding.undo_says"), f"{address} {check_id}")


def _choices(finding: Finding, said: Action | None, *, can_fix: bool) -> dict[str, str]:
    """Return what can be done about a finding, at most six things; only rules can be wrong."""
    choices = {"use_fix": say("finding.use_fix")} if can_fix and fix_of(finding) else {}
    choices["why"] = say("finding.why_button")
    for action in (Action.KEPT, Action.NOT_RELEVANT, Action.RULE_WRONG):
        label = say(f"finding.choice.{action}")
        if action is said:
            choices[UNDO] = say("finding.undo_choice", choice=label)
        elif action is not Action.RULE_WRONG or finding.source is Source.RULE:
            choices[action.value] = label
    if asks(finding):
        choices["ask"] = clip(say("finding.ask", owner=finding.owner), 75)
    return choices
