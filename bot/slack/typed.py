"""What a person typed, from what Slack makes of it."""

from __future__ import annotations

import re

import regex  # type: ignore[import-untyped]  # regex ships no types

_LINK = re.compile(r"<(?P<to>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")
# The last of these are letters by their category, and nothing to see.
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Z}\u115f\u1160\u2800\u3164\uffa0]*")


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in a text: white space, invisible characters, or none."""
    return _UNSEEN.fullmatch(text) is not None


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
