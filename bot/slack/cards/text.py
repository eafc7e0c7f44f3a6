"""Text on a card: what an author or a model wrote is shown as written and can do nothing else."""

from __future__ import annotations

import unicodedata
from typing import Any

import regex  # type: ignore[import-untyped]  # regex ships no types

Block = dict[str, Any]

_SECTION = 3_000  # Slack's limit for a section's text; a header takes 150
_HEADER = 150
_QUOTE = 150
_CONTROL = regex.compile(r"[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+")
_GRAPHEME = regex.compile(r"\X")
_FIRST_STRONG, _POP = "\u2068", "\u2069"


def units(text: str) -> int:
    """Return a text's length as Slack's clients count it: in UTF-16 code units."""
    return len(text) + sum(1 for char in text if char > "\uffff")


def clip(text: str, limit: int) -> str:
    """Return `text` within `limit` UTF-16 code units, cut between graphemes with an ellipsis."""
    if units(text) <= limit:
        return text
    room, kept = limit - 1, []
    for grapheme in _GRAPHEME.findall(text[:limit]):
        room -= units(grapheme)
        if room < 0:
            break
        kept.append(grapheme)
    return "".join(kept).rstrip() + "…"


def escape(text: str) -> str:
    """Return `text` for mrkdwn, so that it makes no link, mention or `<!channel>`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(span: str) -> str:
    """Return a span of the draft on one line in quotation marks.

    Line breaks and direction marks become spaces; right-to-left text keeps to itself.
    """
    line = clip(_CONTROL.sub(" ", span).strip(), _QUOTE)
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in line):
        line = f"{_FIRST_STRONG}{line}{_POP}"
    return f"“{line}”"


def plain(text: str, limit: int = _SECTION) -> Block:
    """Return a text object in which nothing is markup: for the words of people and models."""
    return {"type": "plain_text", "text": clip(text, limit), "emoji": False}


def mrkdwn(text: str) -> Block:
    """Return a text object with markup: for our own words and what was escaped."""
    return {"type": "mrkdwn", "text": text}


def header(text: str, block_id: str | None = None) -> Block:
    """Return a header block."""
    block: Block = {"type": "header", "text": plain(text, _HEADER)}
    return block if block_id is None else {**block, "block_id": block_id}


def section(text: Block) -> Block:
    """Return a section block."""
    return {"type": "section", "text": text}


def context(*texts: Block) -> Block:
    """Return a context block: small print."""
    return {"type": "context", "elements": list(texts)}


def divider() -> Block:
    """Return a line."""
    return {"type": "divider"}


def button(action: str, label: str, says: str, value: str, style: str = "") -> Block:
    """Return a button; `says` is what a screen reader reads (at most 75 characters)."""
    block: Block = {
        "type": "button",
        "action_id": action,
        "text": {"type": "plain_text", "text": label},
        "accessibility_label": says,
        "value": value,
    }
    return {**block, "style": style} if style else block


def overflow(action: str, *choices: tuple[str, str]) -> Block:
    """Return a menu of (value, label) pairs; Slack takes up to five."""
    options = [
        {"text": {"type": "plain_text", "text": label}, "value": value} for value, label in choices
    ]
    return {"type": "overflow", "action_id": action, "options": options}


def actions(block_id: str, *elements: Block) -> Block:
    """Return a row of buttons and menus."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}
