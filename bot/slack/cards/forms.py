"""Forms: windows with inputs and a button that sends them off."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.messages import say
from bot.slack.cards.text import Block


def text_input(
    block_id: str, label: str, initial: str, most: int, *, multiline: bool = True
) -> Block:
    """Return an input for at most so many characters, of which Slack takes 3,000."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": block_id,
        "multiline": multiline,
        "max_length": most,
    }
    if initial:
        element["initial_value"] = initial
    return labelled(block_id, label, element)


def person_input(block_id: str, label: str) -> Block:
    """Return an input in which somebody of the workspace is chosen."""
    return labelled(block_id, label, {"type": "users_select", "action_id": block_id})


def tick(block_id: str, label: str, text: str) -> Block:
    """Return one box, not ticked; ticked, its input holds `yes`."""
    option = {"text": {"type": "plain_text", "text": text}, "value": "yes"}
    element: Block = {"type": "checkboxes", "action_id": block_id, "options": [option]}
    return {**labelled(block_id, label, element), "optional": True}


def labelled(block_id: str, label: str, element: Block) -> Block:
    """Return an element as an input with a label."""
    text = {"type": "plain_text", "text": label}
    return {"type": "input", "block_id": block_id, "label": text, "element": element}


def form(
    callback: str,
    title: str,
    blocks: list[Block],
    submit: str,
    held: Mapping[str, str],
    close: str = "",
) -> Block:
    """Return a window with these inputs. `held` is what it remembers for us."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": submit},
        "close": {"type": "plain_text", "text": close or say("button.back")},
        "private_metadata": json.dumps(held, ensure_ascii=False),
        "blocks": blocks,
    }
