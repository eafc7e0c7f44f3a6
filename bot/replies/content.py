"""The words that say what a text is about, by which a comment and a reply are compared."""

from __future__ import annotations

from collections.abc import Iterator

from bot.policy.guard.trie import Span
from bot.replies.spelled import LINK, MAIL, PHONE
from bot.replies.ticks import Side

_SHORTEST = 3
_ADDRESSES = frozenset({LINK, MAIL, PHONE})


def telling(side: Side) -> list[Span]:
    """Return the words of content that not every reply holds."""
    spelled, little = side.spelled.text, side.lists.tells_nothing
    return [one for one, _ in content(side) if spelled[one[0] + 1 : one[1] - 1] not in little]


def content(side: Side) -> Iterator[tuple[Span, str]]:
    """Yield the words that say what a text is about, as stems, with their spans."""
    place = 0
    number = ""
    lists = side.lists
    for word in side.spelled.words:
        start, place = place, place + len(word.spelled) + 1
        span = (start, place + 1)
        if number and word.spelled in lists.units:
            yield span, f"{number} {lists.content(word.spelled)}"
        number = word.given if "0" in word.spelled else lists.numbers.get(word.spelled, "")
        if "0" in word.spelled:
            if len(word.given) > 1:
                yield span, word.given
        elif len(word.spelled) >= _SHORTEST and word.spelled not in lists.stopwords | _ADDRESSES:
            yield span, lists.content(word.spelled)
