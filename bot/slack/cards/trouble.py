"""What a person reads when something broke on our side."""

from __future__ import annotations

from bot.messages import say
from bot.slack.cards.text import (
    Block,
    clip,
    plain,
    section,
)


def trouble_text(reference: str) -> str:
    """Tell a person that something broke on our side; without a reference nothing was logged."""
    if not reference:
        return say("notice.trouble_unlogged")
    return say("notice.trouble", reference=reference)


def trouble_message(reference: str, draft: str = "") -> Block:
    """Return what a person reads when something broke, with their draft handed back."""
    text = trouble_text(reference)
    blocks = [section(plain(text))]
    if draft.strip():
        blocks.append(section(plain(say("notice.your_draft"))))
        blocks.append(section(plain(clip(draft, 3_000))))
    return {"text": text, "blocks": blocks}
