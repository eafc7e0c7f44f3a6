"""What a person typed, from what Slack makes of it."""

from __future__ import annotations

import re
import unicodedata

_LINK = re.compile(r"<(?P<to>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")


_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters by their category, and nothing to see


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in a text: white space, invisible characters, or none."""
    return all(unicodedata.category(char) in _UNSEEN or char in _FILLERS for char in text)


def unescape(text: str) -> str:
    """Undo Slack's escaping of a command's text, once: `&amp;lt;` was typed as `&lt;`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_typed(text: str) -> str:
    """Return a message's text as it was typed: links by their names, escapes undone."""
    return unescape(_LINK.sub(_typed, text))


def _typed(found: re.Match[str]) -> str:
    to, label = found["to"], found["label"]
    if to.startswith("#"):
        return f"#{label or to[1:]}"
    if to.startswith("@"):
        return f"@{label or to[1:]}"
    if to.startswith("!"):
        return label or f"@{to[1:]}"
    # Slack makes links of bare addresses, and labels them with what was typed.
    return label or to.removeprefix("mailto:")
