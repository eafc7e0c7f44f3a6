"""Which of a model's own words an author may read: plain, short, and about the text."""

from __future__ import annotations

from bot.languages.lists import form
from bot.review.faithful import keeps_order
from bot.review.hygiene import brings_oddities
from bot.review.redact import holds_placeholder
from bot.review.rewrite import adds_nothing

_MOST_IN_EXPLANATION = 240
_MOST_IN_SUGGESTION = 600


def explanation(offered: str, draft_text: str) -> str | None:
    """Return the model's explanation as one line, or None when it must not be shown.

    It speaks of readers, never of the author or of anybody's feelings, and it brings no number,
    name, link, mention, hashtag or markup that does not stand in the draft.
    """
    line = " ".join(offered.split())
    if not line or len(line) > _MOST_IN_EXPLANATION or not _is_plain(line, draft_text):
        return None
    readers = form("readers").findall(line)
    if not readers or form("the_author").search(line) or form("feelings").search(line):
        return None
    return line if adds_nothing(line, "\n".join([draft_text, *readers])) else None


def suggestion(offered: str | None, quote: str, draft_text: str) -> str | None:
    """Return words that may replace `quote`, or None when there are none to be shown."""
    words = (offered or "").strip()
    if not words or len(words) > _MOST_IN_SUGGESTION or words == quote.strip():
        return None
    if not (_is_plain(words, draft_text) and adds_nothing(words, draft_text)):
        return None
    return words if keeps_order(words, quote) else None


def _is_plain(text: str, draft_text: str) -> bool:
    return not (brings_oddities(text, draft_text) or holds_placeholder(text))
