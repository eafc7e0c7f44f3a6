"""What a person typed, from what Slack makes of it."""

from __future__ import annotations

import re

import regex  # type: ignore[import-untyped]  # regex ships no types

from bot.messages import say
from bot.slack.emoji import with_emoji

_LINK = re.compile(r"<(?P<to>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")
_SIGNS = {"@": ("@", "typed.someone"), "#": ("#", "typed.channel")}
_EVERYBODY = {"here", "channel", "everyone"}
# The last of these are letters by their category, and nothing to see.
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Z}\u115f\u1160\u2800\u3164\uffa0]*")


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in a text: white space, invisible characters, or none."""
    return _UNSEEN.fullmatch(text) is not None


def unescape(text: str) -> str:
    """Undo Slack's escaping of a command's text, once: `&amp;lt;` was typed as `&lt;`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_typed(text: str) -> str:
    """Return a message's text as people see it: links by their names, emoji, escapes undone.

    Of whom or what Slack gives an id alone it is said in general, in the language that is spoken.
    """
    # A code may stand beside a name, whose letters are no word that it stands in.
    return unescape(_LINK.sub(_typed, with_emoji(text)))


def _typed(found: re.Match[str]) -> str:
    to, label = found["to"], found["label"]
    if to[0] in _SIGNS:
        sign, general = _SIGNS[to[0]]
        return f"{sign}{label.removeprefix(sign)}" if label else say(general)
    if to[0] == "!":
        return _called(to[1:], label or "")
    # Slack makes links of bare addresses, and labels them with what was typed.
    return label or to.removeprefix("mailto:").removeprefix("tel:")


def _called(to: str, label: str) -> str:
    """Return what stands for a call to several people, and for what else Slack writes so."""
    if to in _EVERYBODY:
        return f"@{to}"
    return label or (say("typed.group") if to.startswith("subteam^") else "")
