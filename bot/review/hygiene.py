"""Characters that nobody sees but a model reads: what they are, and text without them."""

from __future__ import annotations

import re

_EMOJI = "[\u2190-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]"

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
    f"|(?<!{_EMOJI})\u200d|\u200d(?!{_EMOJI})"
)
"""Soft hyphens, joiners outside emoji, bidi controls, tag and variation characters, controls."""


_MARKUP = frozenset("<>`")


def without_invisible(text: str) -> str:
    """Return `text` without invisible characters; line breaks, tabs and emoji stay whole."""
    return _INVISIBLE.sub("", text)


def has_invisible(text: str) -> bool:
    """Whether `text` holds a character that nobody sees."""
    return _INVISIBLE.search(text) is not None


def brings_oddities(text: str, known: str) -> bool:
    """Whether `text` holds what could hide or break out of where it is shown.

    That is anything invisible, and signs that `known` does not hold: those without a shape, and
    those that begin Slack's own markup.
    """
    return has_invisible(text) or any(
        letter in _MARKUP or not (letter.isprintable() or letter.isspace())
        for letter in set(text) - set(known)
    )
