"""Words that would stand in hardly any reply to anybody else: by them it speaks of this comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.policy.guard.trie import Span
from bot.replies.fields import of_other_fields
from bot.replies.spelled import STOP, Word
from bot.replies.ticks import Side, begins_in, outside, sentence

_REQUESTS = ("private", "personal")
_VOID = ("identifier", "personal", "non-apology", "refusal", "formula", "moment")
_GREETINGS = frozenset(("hi", "hello", "hey", "dear", "ty", "thanks", "regards", "cheers"))
_SHORTEST = 3
_DRAWN = re.compile(r"(.)\1\1")  # "awww", "mmmm"
_SIGNS = frozenset("*^~/")
_BEHIND = 8  # characters, of which the stops are two each
_NAMES = 3  # blanks in a stop and two names


def telling_words(
    draft: Side, comment: Side, void: Iterable[Span]
) -> Iterator[tuple[str, list[Span]]]:
    """Yield the words that are not everyday ones of replies, each once: `telling` and `general`.

    These are of the general language, of another field than the comment, or of an instruction.
    None in languages without a list of everyday words. Of a sentence that asks for a message or for
    data no word weighs much, and none of the general language anything.
    """
    if not draft.lists.everyday:
        return
    void = [*void, *(span for kind in _VOID for span in draft.found.get(kind, ()))]
    text = draft.spelled.text
    told: dict[str, Span] = {}
    for start, end in outside(_rare(draft), void):
        told.setdefault(text[start + 1 : end - 1], (start, end))
    general = draft.lists.general
    requests, behind = _requests(draft, told), _behind_steps(draft, told)
    # The general language has tens of thousands of words: no set is made of them here.
    light = of_other_fields(draft, comment) | requests | behind
    heavy = {word for word in told if word not in light and word not in general}
    void_here = {word for word in requests if word in general}
    yield "telling", [span for word, span in told.items() if word in heavy]
    yield "general", [span for word, span in told.items() if word not in heavy | void_here]


def _requests(draft: Side, told: Mapping[str, Span]) -> set[str]:
    """Return the words of the sentences that ask for a message or for data."""
    text = draft.spelled.text
    asking = sorted(span for kind in _REQUESTS for span in draft.found.get(kind, ()))
    return {word for word, span in told.items() if begins_in(asking, *sentence(text, span))}


def _behind_steps(draft: Side, told: Mapping[str, Span]) -> set[str]:
    """Return the words that an instruction in their sentence leads to."""
    text = draft.spelled.text
    steps = sorted(draft.found.get("step", ()))
    places = ((word, sentence(text, span)[0], span[0]) for word, span in told.items())
    return {word for word, start, place in places if begins_in(steps, start, place)}


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
    if len(word.spelled) < _SHORTEST or not word.spelled.isalpha() or word.spelled in everyday:
        return False
    return not _DRAWN.search(word.spelled)


def _is_name(draft: Side, span: Span, before: str) -> bool:
    given = draft.spelled.given
    mark = draft.spelled.mark(*span)
    if not mark.text[:1].isupper():
        return False
    called = given[mark.end : mark.end + 1] == ","  # "Mary, I am sorry"
    initials = given[mark.start - 1 : mark.start] in _SIGNS
    return before in _GREETINGS or before != STOP or called or initials or _is_last(draft, span)


def _is_last(draft: Side, span: Span) -> bool:
    """Whether a word stands alone, or with one other, behind the last sentence."""
    start, end = sentence(draft.spelled.text, span)
    last = len(draft.spelled.text) - end < _BEHIND
    return last and start > 0 and draft.spelled.text[start:end].count(" ") <= _NAMES
