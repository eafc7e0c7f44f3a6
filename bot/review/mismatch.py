"""Figures of a draft beside those of approved statements, compared without a model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest

from bot.languages.lists import every
from bot.messages import say
from bot.review.outcome import ChecklistItem
from bot.review.particulars import spelled_numbers
from bot.review.sentences import sentences
from bot.verdict import Draft
from bot.vocabulary.facts import Fact

KIND = "fact-mismatch"
MOST_SHOWN = 3

_FIGURE = re.compile(
    r"[€$£¥]?\s?\d+(?:[.,]\d+)*\s?(?:%|‰|percent\b|per cent\b|[€$£¥]|k\b|m\b|bn\b|million\b|"
    r"billion\b|x\b|times\b)?",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[\s-]{0,3}([^\W\d_]{3,})")
_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_DIGITS = re.compile(r"[\d.,]")
_STEM = 5  # letters: "leak", "leaks" and "leaking" mean the same figure
_LEAST_SHARED = 2
_SHARE = 0.25
_MOST_FACTS = 2000
_CLOSEST = 3


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with its span and what it counts: a sign such as `%`, or the word behind it."""

    number: str
    counts: str
    spelled: str
    start: int
    end: int


def possible_mismatches(draft: Draft, facts: Iterable[Fact]) -> tuple[ChecklistItem, ...]:
    """Return where a sentence seems to be about an approved statement and has another figure.

    Never a finding: two sentences that share words may still speak of two things. `facts` are
    those that hold now. Linear in the draft, and in the facts that share a word with it.
    """
    known = [(fact, _fact_stems(fact)) for fact in _usable(draft, facts)]
    items: dict[tuple[int, int], ChecklistItem] = {}
    for start, end in sentences(draft.text):
        said = _stems(draft.text[start:end]) if known else frozenset()
        close = [(fact, words) for fact, words in known if _are_close(said, words)]
        for fact, _ in nlargest(_CLOSEST, close, key=lambda one: len(one[1] & said)):
            for ours, theirs in _differing(fact, draft.text, start, end):
                items.setdefault((theirs.start, theirs.end), _item(fact, ours, theirs, draft))
            if len(items) >= MOST_SHOWN:
                return tuple(items.values())[:MOST_SHOWN]
    return tuple(items.values())


def _usable(draft: Draft, facts: Iterable[Fact]) -> list[Fact]:
    if not any(letter.isdigit() for letter in draft.text):
        return []
    wanted = [fact for fact in facts if fact.is_for(draft.platform)]
    words = _stems(draft.text)
    return [fact for fact in wanted[:_MOST_FACTS] if len(_fact_stems(fact) & words) > 1]


def _are_close(said: frozenset[str], fact: frozenset[str]) -> bool:
    shared = len(said & fact)
    return shared >= _LEAST_SHARED and shared >= _SHARE * len(fact)


def _differing(fact: Fact, text: str, start: int, end: int) -> Iterator[tuple[_Figure, _Figure]]:
    approved = list(_figures(fact.statement, 0, len(fact.statement)))
    stated = list(_figures(text, start, end))
    right = {figure.number for figure in approved}
    for theirs in stated:
        ours = [figure for figure in approved if figure.counts == theirs.counts]
        said = {figure.number for figure in stated}
        if theirs.number not in right and len(ours) == 1 and ours[0].number not in said:
            yield ours[0], theirs


def _figures(text: str, start: int, end: int) -> Iterator[_Figure]:
    for match in _FIGURE.finditer(text, start, end):
        spelled = match.group().strip()
        number = next(iter(spelled_numbers(spelled)), "")
        counts = _DIGITS.sub("", number)
        if not counts and _YEAR.fullmatch(spelled):
            continue
        if not counts:
            word = _BEHIND.match(text, match.end(), end)
            counts = word.group(1).casefold()[:_STEM] if word else ""
        if number and counts:
            at = match.start() + len(match.group()) - len(match.group().lstrip())
            yield _Figure(number, counts, spelled, at, at + len(spelled))


def _stems(text: str) -> frozenset[str]:
    words = {match.group() for match in _WORD.finditer(text.casefold())}
    return frozenset(word[:_STEM] for word in words - every("in_any_fact"))


@lru_cache(maxsize=_MOST_FACTS)  # facts are few and public; drafts are never kept
def _fact_stems(fact: Fact) -> frozenset[str]:
    return _stems(fact.statement)


def _item(fact: Fact, ours: _Figure, theirs: _Figure, draft: Draft) -> ChecklistItem:
    message = say(
        "checklist.fact_mismatch",
        approved=ours.spelled,
        stated=theirs.spelled,
        source=fact.source,
    )
    text = draft.text[theirs.start : theirs.end]
    return ChecklistItem(KIND, message, theirs.start, theirs.end, text)
