"""The offline checklist: questions that need no model, each pointing at its words in the draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge

from bot.languages.lists import form
from bot.messages import say
from bot.review.mismatch import possible_mismatches
from bot.review.outcome import ChecklistItem
from bot.review.sentences import sentences
from bot.verdict import Draft
from bot.vocabulary.facts import Fact

LONG_SENTENCE_WORDS = 25
"""Above this a sentence is worth a second look; plain-language guides ask for 15 to 25 words."""

MOST_CLAIMS = 5
"""How many claim markers are shown: a list that is longer is not read."""

NEARLY_FULL = 0.9

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_MARKERS = ("figure", "superlative", "comparative", "attribution", "forward-looking")


@dataclass(frozen=True, slots=True)
class Length:
    """How long a draft is and may be, both as its platform counts."""

    count: int
    most: int


def offline_checklist(
    draft: Draft, *, length: Length | None = None, facts: Iterable[Fact] = ()
) -> tuple[ChecklistItem, ...]:
    """Return questions about `draft` in reading order, every span exact; no tone, no verdict.

    `length` is None where the platform has no limit; a draft that is over it has a finding of the
    platform's own rule, and no question. `facts` are those that hold now.
    """
    differing = possible_mismatches(draft, facts)
    asked = {place for item in differing for place in range(item.start, item.end)}
    claims = [one for one in _claims(draft) if asked.isdisjoint(range(one.start, one.end))]
    items = [*_nearly_full(draft, length), *_longest_sentence(draft), *claims, *differing]
    return tuple(sorted(items, key=lambda item: (item.start, item.end)))


def _nearly_full(draft: Draft, length: Length | None) -> Iterator[ChecklistItem]:
    if length is not None and NEARLY_FULL * length.most <= length.count <= length.most:
        message = say("checklist.length", length=length.count, most=length.most)
        yield ChecklistItem("length", message, 0, len(draft.text), draft.text)


def _longest_sentence(draft: Draft) -> Iterator[ChecklistItem]:
    counted = [
        (len(_WORD.findall(draft.text, start, end)), start, end)
        for start, end in sentences(draft.text)
    ]
    words, start, end = max(counted, key=lambda sentence: sentence[0], default=(0, 0, 0))
    if words > LONG_SENTENCE_WORDS:
        message = say("checklist.longest_sentence", count=words)
        yield ChecklistItem("longest-sentence", message, start, end, draft.text[start:end])


def _claims(draft: Draft) -> list[ChecklistItem]:
    items: list[ChecklistItem] = []
    for start, negative_end, kind in merge(*(_marked(draft.text, kind) for kind in _MARKERS)):
        if not items or start >= items[-1].end:
            text = draft.text[start:-negative_end]
            message = say(f"checklist.{kind}")
            items.append(ChecklistItem(kind, message, start, -negative_end, text))
        if len(items) == MOST_CLAIMS:
            break
    return items


def _marked(text: str, kind: str) -> Iterator[tuple[int, int, str]]:
    for match in form(f"claims_{kind}").finditer(text):
        yield match.start(), -match.end(), kind
