"""The two pages behind "The rule is wrong": a word if the author likes, and what would be sent."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.forms import form
from bot.slack.cards.text import Block, context, plain, section
from bot.slack.cards.titles import title_of
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
        "placeholder": {"type": "plain_text", "text": say("wrong.placeholder")},
    }
    label = {"type": "plain_text", "text": say("wrong.label")}
    asked = {
        "type": "input",
        "block_id": WORD,
        "optional": True,
        "label": label,
        "element": field,
    }
    held = {"rule": finding.rule, "clause": title_of(finding)}
    blocks = [section(plain(say("wrong.intro", channel=channel))), asked]
    return _page(blocks, WRITE, say("wrong.see"), held)


def preview_view(message: str, channel: str, note: str = "") -> Block:
    """Draw what the channel will read, before it does; `note` says why it is not sent yet."""
    blocks = [
        *([section(plain(note))] if note else []),
        section(plain(say("wrong.preview", channel=channel))),
        section(plain(message)),
        context(plain(say("wrong.no_name"))),
    ]
    return _page(blocks, SEND, say("button.send"), {"message": message})


def _page(blocks: list[Block], callback: str, submit: str, held: dict[str, str]) -> Block:
    return form(callback, say("wrong.title"), blocks, submit, held)
