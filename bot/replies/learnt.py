"""A second opinion on the three ticks: what labelled replies taught each sign to weigh.

The lists of phrases are read first. What they say is one sign among others here, and the strongest,
so that an opinion of its own takes several signs that point the other way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from bot.replies.issue import evidence
from bot.replies.reply import Mark
from bot.replies.spelled import ASKS, LINK, MAIL, PHONE, STOP
from bot.replies.ticks import Side, asks, is_praise, sentences

TICKS = ("acknowledges", "empathy", "next_step")
_SENTENCES, _WORDS, _A_LENGTH = 5, 6, 6  # at most so many; so many steps of so many words
_NO_WORDS = {LINK, MAIL, PHONE}  # what is spelled like a word and is none
TAKES_BACK = {"acknowledges": -1.5, "empathy": -0.4, "next_step": -0.4}
"""How little is left of a tick that the lists gave before it is taken back.

With less patience a few more replies of companies would agree; but whoever names the issue in words
of their own, at some length, is not to be told that they did not.
"""

Told = Mapping[str, Mark | None]
"""A place for each tick that is earned."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for a tick, by the name of a sign: it is as likely as not where it comes to 0."""

    bias: float
    signs: Mapping[str, float]

    def sum_of(self, signs: Sequence[str]) -> float:
        """Return how much these signs weigh together."""
        return self.bias + sum(self.signs.get(sign, 0.0) for sign in signs)


def second_opinion(draft: Side, comment: Side, told: Told) -> Told:
    """Return the ticks as all signs together have it; without weights for a language, `told`.

    A new one has its place in words: a reply of signs and links alone earns what the lists see.
    """
    weights = weights_of(draft.lists.language)
    if not weights:
        return told
    signs = [*signs_of(draft, comment, told)]
    earned = {
        tick: weights[tick].sum_of(signs) > (0 if told[tick] is None else TAKES_BACK[tick])
        for tick in TICKS
    }
    if "non-apology" in draft.found and told["empathy"] is None:
        earned["empathy"] = False
    return {
        tick: (told[tick] or _place(draft, weights[tick])) if earned[tick] else None
        for tick in TICKS
    }


def signs_of(draft: Side, comment: Side, told: Told) -> Iterator[str]:
    """Yield the names of the signs of a reply, each once.

    These are its words, one by one and two by two, as far as anybody's replies may hold them; the
    kinds of phrases in it and in the comment; the ways in which it speaks of the comment, and
    whether in more than one place; how long it is; and what was told already.
    """
    words = [word.spelled for word in draft.spelled.words]
    known = {word for word in words if draft.lists.is_common(word)} | {STOP, ASKS, LINK}
    yield from known.intersection(words)
    yield from {f"{one} {two}" for one, two in pairwise(words) if one in known and two in known}
    yield from (f"reply: {kind}" for kind in draft.found)
    yield from (f"comment: {kind}" for kind in comment.found)
    if asks(comment):
        yield "comment asks"
    if is_praise(comment):
        yield "comment is praise"
    for kind, spans in evidence(draft, comment):
        places = {start for start, _ in spans}
        if places:
            yield f"way: {kind}"
        if len(places) > 1:
            yield f"ways: {kind}"
    number = sum(one == STOP != two for one, two in pairwise(words))
    yield f"sentences: {min(number, _SENTENCES)}"
    yield f"length: {min(len(words) // _A_LENGTH, _WORDS)}"
    yield from (f"told: {tick}" for tick in TICKS if told[tick] is not None)


def _place(draft: Side, weights: Weights) -> Mark | None:
    """Return the sentence whose words speak most for a tick, None where none has a word."""
    best, most = None, float("-inf")
    for start, end in sentences(draft.spelled.text):
        words = draft.spelled.text[start:end].split()
        sum_ = weights.sum_of([*words, *(" ".join(two) for two in pairwise(words))])
        if sum_ > most and any(word.isalpha() and word not in _NO_WORDS for word in words):
            best, most = (start, end), sum_
    return draft.spelled.mark(*best) if best else None


@cache
def weights_of(language: str) -> Mapping[str, Weights]:
    """Return the weights for each tick, none for languages that nobody labelled replies in."""
    file = resources.files("bot.replies") / "weights" / f"{language}.json"
    if not file.is_file():
        return {}
    data = json.loads(file.read_text("utf-8"))
    return {tick: Weights(data[tick]["bias"], data[tick]["signs"]) for tick in TICKS}
