"""`kind: limit`: how much of a thing a draft may hold, counted as its platform counts."""

from __future__ import annotations

from collections.abc import Mapping

from bot.policy.body import LimitBody, Most
from bot.policy.counting import Limits, length, may_be_over, over
from bot.policy.matching.findings import MOST_FINDINGS
from bot.policy.matching.index import IndexBuilder
from bot.policy.matching.sight import Match, Sight
from bot.policy.text.signs import NON_ASCII, Sign
from bot.verdict import Platform

_CHARACTERS = "characters"
_NO_LIMITS = Limits()


class LimitMatcher:
    """The compiled form of a limit rule."""

    def __init__(self, body: LimitBody, rule: int, index: IndexBuilder) -> None:
        """Have the rule read the drafts that hold a mark of what it counts."""
        self._at_most = body.at_most
        index.wake_by(rule, {sign for counter in body.at_most for sign in _signs(counter)})

    def matches(self, sight: Sight) -> list[Match]:
        """Return what is too much: the text that does not fit, or each thing past the last one."""
        limits = sight.limits.get(sight.draft.platform, _NO_LIMITS)
        found: list[Match] = []
        for counter, most in self._at_most.items():
            number = _number(counter, most, sight.draft.platform, limits)
            if number is not None:
                found += _past(sight, counter, number, limits)
        return found


def _number(counter: str, most: Most, platform: Platform, limits: Limits) -> int | None:
    if isinstance(most, int):
        return most
    if isinstance(most, Mapping):
        return most.get(platform)
    return limits.characters if counter == _CHARACTERS else limits.hashtags


def _past(sight: Sight, counter: str, number: int, limits: Limits) -> list[Match]:
    if counter == _CHARACTERS:
        return _too_long(sight, number, limits)
    if _cannot_exceed(sight.draft.text, counter, number):
        return []
    spans = sight.counted(counter)
    values = {"count": str(len(spans)), "limit": str(number)}
    return [
        Match(start, end, values=values) for start, end in spans[number : number + MOST_FINDINGS]
    ]


# No thing stands in a text more often than the mark that it is made with.
_MARKS = {
    "hashtags": "#＃",
    "hashtag_case": "#",
    "mentions": "@",
    "links": ":",
    "exclamation_marks": "!！❗❕‼",
    "repeated_lines": "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029",
}
_NEVER_ASCII = frozenset({"emoji", "styled"})


def _signs(counter: str) -> tuple[Sign, ...]:
    if counter in _NEVER_ASCII:
        return ((frozenset({NON_ASCII}),),)
    marks = _MARKS.get(counter)
    return ((),) if marks is None else ((frozenset(marks),),)


def _cannot_exceed(text: str, counter: str, number: int) -> bool:
    marks = _MARKS.get(counter)
    return marks is not None and sum(map(text.count, marks)) <= number


def _too_long(sight: Sight, number: int, limits: Limits) -> list[Match]:
    text = sight.draft.text
    if not may_be_over(text, number, limits):
        return []
    here = Limits(limits.count, number, limits.hashtags, limits.link, limits.mention)
    span = over(text, here)
    if span is None:
        return []
    values = {"count": f"{length(text, here):,}", "limit": f"{number:,}"}
    return [Match(*span, values=values)]
