"""Words that would stand in hardly any reply to anybody else: by them it speaks of this comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.policy.guard.trie import Span
from bot.replies.spelled import STOP, Word
from bot.replies.ticks import Side, begins_in, outside

_LEAST = 2  # such words: one alone may well be a name or a slip
_REQUESTS = ("private", "personal")
_VOID = ("identifier", "personal", "non-apology", "refusal", "formula", "moment")
_GREETINGS = frozenset(("hi", "hello", "hey", "dear", "ty", "thanks", "regards", "cheers"))
_SHORTEST = 3


def telling_words(draft: Side, void: Iterable[Span]) -> list[Span]:
    """Return the words that are not everyday ones of replies, where there are at least two.

    None in languages without a list of everyday words. A sentence that only asks for a message or
    for data says nothing of the comment, whatever its words.
    """
    if not draft.lists.everyday:
        return []
    void = [*void, *(span for kind in _VOID for span in draft.found.get(kind, ()))]
    asking = sorted(span for kind in _REQUESTS for span in draft.found.get(kind, ()))
    text = draft.spelled.text
    found = []
    for span in outside(_rare(draft), void):
        begins = max(0, text.rfind(f" {STOP} ", 0, span[0] + 1))
        if not begins_in(asking, begins, text.find(f" {STOP} ", span[1] - 1)):
            found.append(span)
    return found if len(found) >= _LEAST else []


def _rare(draft: Side) -> Iterator[Span]:
    """Yield what is neither an everyday word nor a number nor a name."""
    place, before = 0, ""
    for word in draft.spelled.words:
        start, place = place, place + len(word.spelled) + 1
        span = (start, place + 1)
        if _may_tell(word, draft.lists.everyday) and not _is_name(draft, span, before):
            yield span
        before = word.spelled


def _may_tell(word: Word, everyday: frozenset[str]) -> bool:
    long_enough = len(word.spelled) >= _SHORTEST and word.spelled.isalpha()
    return long_enough and word.spelled not in everyday


def _is_name(draft: Side, span: Span, before: str) -> bool:
    capital = draft.spelled.mark(*span).text[:1].isupper()
    return capital and (before in _GREETINGS or before != STOP)
