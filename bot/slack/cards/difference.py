"""The difference between a draft and its rewrite, in words that can be read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from bot.messages import say
from bot.slack.cards.text import clip, quote

_WORD = re.compile(r"\s*\S+")
_MOST, _PART = 8, 120
_TOO_DIFFERENT = 0.3


def differences(old: str, new: str) -> list[str]:
    """Return one line for each passage that changes; none where hardly anything stayed."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    bare = [[word.strip() for word in words] for words in (before, after)]
    matcher = SequenceMatcher(None, bare[0], bare[1], autojunk=False)
    if matcher.ratio() < _TOO_DIFFERENT:
        return []
    lines = list(_lines(matcher, before, after))
    left = len(lines) - _MOST
    return [*lines[:_MOST], say("difference.more", count=left)] if left > 0 else lines


def _lines(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterator[str]:
    for kind, i, j, k, m in matcher.get_opcodes():
        gone, come = (clip(quote("".join(part)), _PART) for part in (before[i:j], after[k:m]))
        if kind == "replace":
            yield say("difference.becomes", old=gone, new=come)
        elif kind == "delete":
            yield say("difference.goes", old=gone)
        elif kind == "insert":
            yield say("difference.comes", new=come)
