"""Whether a rewrite still says what the draft says: its numbers, links and names, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.review.particulars import Placed, placed_links, placed_names, placed_numbers, words

Spans = Sequence[tuple[int, int]]

_NEGATION = re.compile(
    r"\b(?:not|never|cannot|no|none|nobody|nothing|neither|nor|without|\w+n['’]t|"
    r"não|nunca|jamás|jamais|pas|nicht|kein\w*|nie|niemals)\b",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    r"\b(?:can['’]?t wait|cannot wait|not only|no doubt|no wonder|don['’]t miss|not just|"
    r"why not|no longer|no\.)",
    re.IGNORECASE,
)
# What an apology or an offer negates states nothing that could be wrong. It takes these very words.
_NO = r"(?:\s+not|n['’]t)"
_COURTESIES = re.compile(
    rf"\b(?:do{_NO}|never) hesitate\b|\bno (?:need|rush)\b|\bcan(?:not|{_NO}) imagine how\b|"
    rf"\bshould{_NO} have (?:to\b|happened)|"
    rf"(?:\bis{_NO}|\bwas{_NO}|['’]s not) (?:good enough|acceptable|(?:the|an?|what|how) "
    rf"(?:\w+ ){{0,3}}(?:you|we) (?:\w+ )?(?:want|expect|hope|deserve)\w*)|"
    rf"\bif (?:(?!(?:we|i)\b)\w+ ){{0,2}}?(?:\w+{_NO}|never)\b|"
    r"\bnão hesite\w*|\bnão (?:devia|deveria) ter (?:de|acontecido)\b|\bnão é preciso\b|"
    r"\bnão (?:é|foi) (?:aceitável|(?:o|a \w+|assim) que (?:\w+ )?(?:quer|esper|merec)\w*)|"
    r"\bse não\b|(?:^|[.!?,;:]\s*)(?:se|caso) (?:(?!nós\b)\w+ ){0,2}?não\b",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|english|portuguese)\b",
    re.IGNORECASE,
)
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
        calendar = [m.span() for m in _CALENDAR.finditer(text)]
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
    plain = _COURTESIES.sub(" ", offered) if reply else offered
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
    plain = _IDIOMS.sub(" ", text)
    found = (_NEXT.match(plain, match.end()) for match in _NEGATION.finditer(plain))
    return {one.group(1).casefold()[:_STEM] for one in found if one}


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in words(text)}
