"""The inputs of a window for a draft: the text, where it goes, and what it is."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.text import Block
from bot.verdict import Platform, Purpose

DRAFT, PLATFORM, PURPOSE = "draft", "platform", "purpose"
# Nothing chosen comes first.
PLATFORMS = (Platform.OTHER, *(each for each in Platform if each is not Platform.OTHER))
MOST = 3_000
"""What Slack lets a plain_text_input hold, in UTF-16 code units."""


def inputs(draft: str, platform: Platform, *, focus: bool = True, edition: int = 0) -> list[Block]:
    """Draw the input for a draft and the choice of where it goes.

    Slack keeps what was typed in an input of the same block, so another `edition` of the text
    gets another block.
    """
    writing: Block = {
        "type": "plain_text_input",
        "action_id": DRAFT,
        "multiline": True,
        "max_length": MOST,
        "focus_on_load": focus,
        "placeholder": {"type": "plain_text", "text": say("window.placeholder")},
    }
    if draft:
        writing["initial_value"] = draft
    choice: Block = {
        "type": "static_select",
        "action_id": PLATFORM,
        "options": [_option(each) for each in PLATFORMS],
        "initial_option": _option(platform),
    }
    block_id = f"{DRAFT}:{edition}" if edition else DRAFT
    goes = _input(PLATFORM, say("window.platform"), choice)
    return [_input(block_id, say("window.draft"), writing), goes]


def edition_of(block_id: str) -> int | None:
    """Return which edition of the draft an input's block holds, None where it holds none."""
    name, _, edition = block_id.partition(":")
    return int(edition or 0) if name == DRAFT and (edition or "0").isdigit() else None


def purpose_input(purpose: Purpose) -> Block:
    """Draw the choice of what a draft is, of which we hear as soon as it is made."""
    options = [
        {"text": {"type": "plain_text", "text": say(f"purpose.{each}")}, "value": each.value}
        for each in Purpose
    ]
    choice: Block = {
        "type": "static_select",
        "action_id": PURPOSE,
        "options": options,
        "initial_option": options[list(Purpose).index(purpose)],
    }
    return {**_input(PURPOSE, say("window.purpose"), choice), "dispatch_action": True}


def _input(block_id: str, label: str, element: Block) -> Block:
    text = {"type": "plain_text", "text": label}
    return {"type": "input", "block_id": block_id, "label": text, "element": element}


def _option(platform: Platform) -> Block:
    text = {"type": "plain_text", "text": say(f"platform.{platform}")}
    return {"text": text, "value": platform.value}
