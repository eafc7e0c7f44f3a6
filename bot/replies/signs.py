"""Weak signs in a comment, none of which decides alone, and what they add up to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter

from bot.policy.guard.trie import Span
from bot.replies.spelled import STOP
from bot.replies.ticks import Found, Side

# Two signs that say it together, in other words each and in either order: in one sentence, and
# where people put a full stop between them as well, anywhere.
_TOGETHER = (
    ("conduct", "role", "misconduct"),
    ("safety", "hurtful", "hurt_place"),
    ("safety", "victim", "mishap"),
    ("safety", "hurt_place", "mishap"),
    ("safety", "food", "mishap"),
    ("safety", "food", "alien"),
    ("safety", "food", "spoiled"),
    ("safety", "at-risk", "alight"),
    ("safety", "allergen", "undeclared"),
)
_ANYWHERE = (
    ("journalist", "makes", "medium"),
    ("legal-threat", "deadline", "consequence"),
    ("legal-threat", "deadline", "gathered"),
    ("legal-threat", "consequence", "gathered"),
    ("pay", "relative-works", "conditions"),
    ("colleague", "works", "conditions"),
    ("colleague", "boss", "conditions"),
    ("colleague", "boss", "works"),
    ("legal-threat", "law", "means-it"),
    ("legal-threat", "my-work", "unasked"),
    ("journalist", "press", "asks-word"),
    ("colleague", "works", "hardship"),
    ("colleague", "boss", "hardship"),
    ("pay", "worker", "hardship"),
    ("pay", "victim", "dismissal"),
    ("safety", "vehicle", "reckless"),
)
# Two places of one list; and one alone, of what only ever is somebody else's matter.
_TWICE = (("pay", "job"), ("legal-threat", "law"), ("safety", "mishap"))
_PLAIN = frozenset(("praise", "question"))
ADDED_UP = frozenset(sign for _, *signs in (*_TOGETHER, *_ANYWHERE) for sign in signs).union(
    ("conduct", "pay", "job", "kin-works")
)
"""The signs of what is grave: where a comment says that it means no harm, they do not count."""
_SHORT = 3  # letters of a word that says nothing by itself
_MORE = frozenset(("own", "thing", "praise", "question"))


def added_up(comment: Side) -> Iterator[str]:
    """Yield the kinds that weak signs add up to."""
    found = comment.found
    yield from _in_pairs(comment)
    if not found.keys() & _PLAIN:
        yield from _of_one_list(found)
    if "fear" in found and _in_one_sentence(comment, "at-risk", "risky"):
        yield "safety"
    if _is_a_case(frozenset(found)):
        yield "account"
    if "jeer" in found and not _speaks_of_anything(found):
        yield "troll"


def _in_pairs(comment: Side) -> Iterator[str]:
    for name, thing, sign in _TOGETHER:
        if _in_one_sentence(comment, thing, sign):
            yield name
    for name, one, other in _ANYWHERE:
        if _in_other_words(comment.found.get(one, ()), comment.found.get(other, ())):
            yield name


def _of_one_list(found: Found) -> Iterator[str]:
    for name, sign in _TWICE:
        places = found.get(sign, ())
        if _in_other_words(places, places):
            yield name
    if "kin-works" in found:
        yield "pay"


def _in_one_sentence(comment: Side, thing: str, sign: str) -> bool:
    """Whether two signs stand in one sentence and not in the same words."""
    text = comment.spelled.text
    things = sorted(comment.found.get(thing, ()))
    return any(_beside(text, span, things) for span in comment.found.get(sign, ()))


def _in_other_words(ones: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether two signs stand in a text anywhere and not in the same words."""
    # The one that ends first stands apart from the one that begins last, if any two do.
    if not (ones and others):
        return False
    first = min(ones, key=itemgetter(1)), min(others, key=itemgetter(1))
    last = max(ones), max(others)
    return last[1][0] >= first[0][1] - 1 or last[0][0] >= first[1][1] - 1


def _beside(text: str, sign: Span, things: list[Span]) -> bool:
    start, end = sign
    first = bisect_left(things, (max(text.rfind(f" {STOP} ", 0, start + 1), 0), 0))
    last = bisect_left(things, (text.find(f" {STOP} ", end - 1), 0))
    return any(one[1] <= start + 1 or one[0] >= end - 1 for one in things[first:last])


def _is_a_case(found: frozenset[str]) -> bool:
    """Whether something of the speaker's own has to be looked up or mended.

    It takes a thing, a fault or a call for help, and one more sign: theirs, for how long.
    """
    fault = tells_of_a_fault(found | {"own"})
    if "thing" not in found or not (fault or "seeks" in found):
        return False
    if "praise" in found and not fault:
        return False
    return fault + sum(sign in found for sign in ("own", "elapsed", "seeks")) > 1


def _speaks_of_anything(found: Found) -> bool:
    """Whether there is more in it than mockery: something of the speaker's own, a fault, praise."""
    return any(name in _MORE or name.startswith("topic:") for name in found)


def says_of_what(comment: Side) -> bool:
    """Whether a rant names what it is about: a topic, or words of its own beside the abuse."""
    if any(name.startswith("topic:") for name in comment.found):
        return True
    abuse = {at for span in comment.found["rant"] for at in comment.spelled.numbers(*span)}
    words = enumerate(comment.spelled.words)
    own = (at for at, word in words if len(word.spelled) > _SHORT and at not in abuse)
    return sum(comment.spelled.words[at].spelled not in comment.lists.stopwords for at in own) > 1


def tells_of_a_fault(found: frozenset[str]) -> bool:
    """Whether the speaker tells of something that went wrong for them."""
    return "own" in found and bool(found & {"trouble", "unhappy"})
