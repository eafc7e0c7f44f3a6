"""Whether a rewrite still says what the draft says: its numbers, links and names, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.languages.lists import form
from bot.review.particulars import Placed, placed_links, placed_names, placed_numbers, words

Spans = Sequence[tuple[int, int]]

_NEXT = re.compile(r"\W+(?:\w{1,3}\W+){0,3}(\w{4,})")
_STEM = 4


def keeps_particulars(
    offered: str, text: str, covered: Spans = (), *, translated: bool = False, reply: bool = False
) -> bool:
    """Whether `offered` keeps what `text` states.

    Only what lies in one of the `covered` spans, those of findings of the rules, may go. In a
    `translated` text nobody can tell what is negated by its words, nor its days and months. A
    `reply` may negate in an apology or an offer.
    """
    if translated:
        calendar = [m.span() for m in form("calendar").finditer(text)]
        covered = [*covered, *calendar]
    return (
        _keeps(placed_numbers(offered), placed_numbers(text), covered)
        and _keeps(_firsts(placed_links(offered)), _firsts(placed_links(text)), covered)
        and _keeps_names(offered, text, covered)
        and (translated or negates_alike(offered, text, reply=reply))
    )


def keeps_order(offered: str, quote: str) -> bool:
    """Whether the numbers of `offered` stand as in `quote`; some may be gone."""
    said = [one.word for one in placed_numbers(quote)]
    return negates_alike(offered, quote) and _in_order(
        (n.word for n in placed_numbers(offered)), said
    )


def negates_alike(offered: str, text: str, *, reply: bool = False) -> bool:
    """Whether nothing that is negated in one is stated in the other.

    In a `reply`, “please don't hesitate to write” and “if it is not there, write” may be new.
    """
    plain = form("courtesies").sub(" ", offered) if reply else offered
    now, before = _negated(plain), _negated(text)
    return now <= before and not ((before - now) & _stems(offered))


def _keeps(now: Iterable[Placed], before: Iterable[Placed], covered: Spans) -> bool:
    """Whether all that must stay is there, and nothing is moved or said twice."""
    before, said = list(before), [one.word for one in now]
    must = (one.word for one in before if not _in(one, covered))
    return _in_order(must, said) and _in_order(said, [one.word for one in before])


def _keeps_names(offered: str, text: str, covered: Spans) -> bool:
    """A name may be written small, and be said a second time; the first ones keep their order."""
    held = words(offered)
    mine = [one for one in placed_names(text) if not _in(one, covered)]
    if any(one.word not in held for one in mine):
        return False
    must = list(dict.fromkeys(one.word for one in mine))
    known = set(must)
    now = dict.fromkeys(one.word for one in placed_names(offered) if one.word in known)
    return _in_order(now, must)


def _firsts(placed: Iterable[Placed]) -> list[Placed]:
    return list({one.word: one for one in reversed(list(placed))}.values())[::-1]


def _in(one: Placed, covered: Spans) -> bool:
    return any(start <= one.start and one.end <= end for start, end in covered)


def _in_order(wanted: Iterable[str], row: Iterable[str]) -> bool:
    rest = iter(row)
    return all(word in rest for word in wanted)


def _negated(text: str) -> set[str]:
    plain = form("negates_nothing").sub(" ", text)
    found = (_NEXT.match(plain, match.end()) for match in form("negates").finditer(plain))
    return {one.group(1).casefold()[:_STEM] for one in found if one}


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in words(text)}
