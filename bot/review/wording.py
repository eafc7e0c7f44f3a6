"""Which of a model's own words an author may read: plain, short, and about the text."""

from __future__ import annotations

import re

from bot.review.hygiene import brings_oddities
from bot.review.particulars import signs
from bot.review.redact import holds_placeholder
from bot.review.rewrite import adds_nothing

_MOST_IN_EXPLANATION = 240
_MOST_IN_SUGGESTION = 600

_FEELING = (
    r"(?:ang(?:er|ry)|annoy\w*|anxi\w+|bitter\w*|emotion\w*|envious|envy|frustrat\w*|furious|fury|"
    r"jealous\w*|hurt|irritat\w*|mood|offended|rage|resent\w*|sad\w*|stress\w*|tired|unhappy|upset)"
)
_ABOUT_THE_AUTHOR = re.compile(
    r"\byou(?:['’]re| are| were| sound| seem| feel| appear| look| come across)\b"
    r"|\b(?:the|this) (?:author|writer|poster|speaker|employee)\b"
    rf"|\b(?:your|their|his|her) (?:\w+ )?{_FEELING}\b|\b(?:sounds?|seems?|feels?) {_FEELING}\b",
    re.IGNORECASE,
)


def explanation(offered: str, draft_text: str) -> str | None:
    """Return the model's explanation as one line, or None when it must not be shown.

    It must not speak of the author or their feelings, nor bring a number, link, mention, hashtag
    or markup that does not stand in the draft.
    """
    line = " ".join(offered.split())
    if not line or len(line) > _MOST_IN_EXPLANATION or not _is_plain(line, draft_text):
        return None
    if _ABOUT_THE_AUTHOR.search(line) or not signs(line) <= signs(draft_text):
        return None
    return line


def suggestion(offered: str | None, quote: str, draft_text: str) -> str | None:
    """Return words that may replace `quote`, or None when there are none to be shown."""
    words = (offered or "").strip()
    if not words or len(words) > _MOST_IN_SUGGESTION or words == quote.strip():
        return None
    return words if _is_plain(words, draft_text) and adds_nothing(words, draft_text) else None


def _is_plain(text: str, draft_text: str) -> bool:
    return not (brings_oddities(text, draft_text) or holds_placeholder(text))
