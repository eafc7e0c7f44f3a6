"""What makes replies go wrong, found in the draft alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from bot.replies.reply import Hazard, Mark
from bot.replies.spelled import STOP, Spelled
from bot.replies.ticks import Side, outside, taken_back

FROM_LISTS = (
    "non-apology",
    "as-already-said",
    "calm-down",
    "confirms-client",
    "promise",
    "admits-liability",
    "blame",
    "sarcasm",
    "intimidation",
    "canned",
)
HAZARDS = (
    *FROM_LISTS,
    "but-after-apology",
    "public-personal-data",
    "missing-disclosure",
    "too-long",
)
"""Every id there is, in no order of weight."""

_MOST = 20  # of one kind in one draft
_REACH = 70  # characters from "please send us" to "your phone number"
_LONG = 600  # characters: more than a screen of a phone, where replies are read
_STOP = f" {STOP} "
_PLACEHOLDER = re.compile(
    r"\[[A-Za-z][\w '’/-]{1,30}\](?!\()|\{\{?\s?[A-Za-z_ ]{2,30}\s?\}?\}"
    r"|<(?:first |last |customer |agent |your )?(?:name|order|date|link)>|\bX{3,8}\b"
)


def hazards(draft: Side, names: Iterable[str] = ()) -> tuple[Hazard, ...]:
    """Return the draft's hazards in their order, each place once.

    `names` are what the organisation and its products are called, in one case.
    """
    found = {*_listed(draft), *_public_data(draft), *_undisclosed(draft, names)}
    found |= {Hazard("canned", _place(draft, *m.span())) for m in _placeholders(draft)}
    if len(draft.spelled.given) > _LONG:
        found.add(Hazard("too-long", _place(draft, _LONG, len(draft.spelled.given))))
    ordered = sorted(found, key=lambda one: (one.mark.start, -one.mark.end, one.name))
    merged: list[Hazard] = []
    for hazard in ordered:
        near = next((one for one in reversed(merged) if _overlaps(one, hazard)), None)
        if near is None:
            merged.append(hazard)
        else:
            span = (near.mark.start, max(near.mark.end, hazard.mark.end))
            merged[merged.index(near)] = Hazard(hazard.name, _place(draft, *span))
    return tuple(merged)


def _overlaps(before: Hazard, hazard: Hazard) -> bool:
    return before.name == hazard.name and hazard.mark.start < before.mark.end


def _listed(draft: Side) -> Iterator[Hazard]:
    well = draft.found.get("meant_well", ())
    for name in FROM_LISTS:
        spans = list(outside(draft.found.get(name, ()), well))
        if name == "admits-liability":  # "not our fault" admits nothing
            spans = list(outside(spans, draft.found.get("blame", ())))
        for span in spans[:_MOST]:
            yield Hazard(name, draft.spelled.mark(*span))
    for _, span in zip(range(_MOST), taken_back(draft), strict=False):
        yield Hazard("but-after-apology", draft.spelled.mark(*span))


def _public_data(draft: Side) -> Iterator[Hazard]:
    """Yield what is asked for in public; "send us your order number by DM" is fine."""
    asks = sorted(draft.found.get("asks", ()))
    if not asks:
        return
    personal = outside(draft.found.get("personal", ()), draft.found.get("meant_well", ()))
    for start, end in islice(personal, _MOST):
        near = bisect_left(asks, (start + 1, 0)) - 1
        if near >= 0 and start - asks[near][1] <= _REACH and not _privately(draft, start):
            yield Hazard("public-personal-data", draft.spelled.mark(start, end))


def _privately(draft: Side, at: int) -> bool:
    """Whether what is asked for there goes to a private place, named in the sentence or beside it.

    "DM us if you like" spares no question that stands elsewhere, nor one that says "below".
    """
    text = draft.spelled.text
    first, last = text.rfind(_STOP, 0, at + 2), text.find(_STOP, at + 1)
    if any(first <= start < last for start, _ in draft.found.get("openly", ())):
        return False
    before, after = text.rfind(_STOP, 0, max(0, first)), text.find(_STOP, last + 1)
    after = after if after >= 0 else len(text)
    return any(before <= start < after for start, _ in draft.found.get("private", ()))


def _undisclosed(draft: Side, names: Iterable[str]) -> Iterator[Hazard]:
    """Yield the company's name where nothing says that the author works there."""
    if draft.found.get("ours"):
        return
    named = _first_name(draft.spelled, frozenset(names))
    if named is not None:
        yield Hazard("missing-disclosure", named)


def _first_name(spelled: Spelled, names: frozenset[str]) -> Mark | None:
    words = spelled.words
    for number, word in enumerate(words):
        pair = f"{word.given} {words[number + 1].given}" if number + 1 < len(words) else ""
        if word.given in names:
            return spelled.place(word.start, word.end)
        if pair in names:
            return spelled.place(word.start, words[number + 1].end)
    return None


def _placeholders(draft: Side) -> Iterator[re.Match[str]]:
    return _PLACEHOLDER.finditer(draft.spelled.given)


def _place(draft: Side, start: int, end: int) -> Mark:
    return Mark(start, end, draft.spelled.given[start:end])
