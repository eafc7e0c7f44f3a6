"""The two pages behind "The rule is wrong": a word if the author likes, and what would be sent."""

from __future__ import annotations

import json

from bot.slack.cards import words_findings as says
from bot.slack.cards.text import Block, context, plain, section
from bot.verdict import Finding

WRITE, SEND = "wrong_write", "wrong_send"
WORD = "word"
_MOST = 500


def wrong_view(finding: Finding, channel: str) -> Block:
    """Draw the page on which a word can be written."""
    field: Block = {
        "type": "plain_text_input",
        "action_id": WORD,
        "multiline": True,
        "max_length": _MOST,
        "placeholder": {"type": "plain_text", "text": says.WRONG_PLACEHOLDER},
    }
    label = {"type": "plain_text", "text": says.WRONG_LABEL}
    asked = {
        "type": "input",
        "block_id": WORD,
        "optional": True,
        "label": label,
        "element": field,
    }
    held = {"rule": finding.rule, "clause": says.title(finding)}
    blocks = [section(plain(says.wrong_intro(channel))), asked]
    return _page(blocks, WRITE, "See it first", held)


def preview_view(message: str, channel: str) -> Block:
    """Draw what the channel will read, before it does."""
    blocks = [
        section(plain(says.wrong_preview(channel))),
        section(plain(message)),
        context(plain("It carries no name. Press Back to leave it unsent.")),
    ]
    return _page(blocks, SEND, "Send", {"message": message})


def _page(blocks: list[Block], callback: str, submit: str, held: dict[str, str]) -> Block:
    return {
        "type": "modal",
        "callback_id": callback,
        "title": {"type": "plain_text", "text": says.WRONG_TITLE},
        "submit": {"type": "plain_text", "text": submit},
        "close": {"type": "plain_text", "text": "Back"},
        "private_metadata": json.dumps(held),
        "blocks": blocks,
    }
