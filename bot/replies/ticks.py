"""Two of the three ticks of a reply: it shows empathy, it offers a next step."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.policy.guard.trie import Span
from bot.replies.lists import Lists
from bot.replies.reply import Mark
from bot.replies.spelled import ASKS, STOP, Spelled

Found = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the exchange: its words, and where the lists' phrases stand in them."""

    spelled: Spelled
    found: Found
    lists: Lists


def empathy(draft: Side, comment: Side | None = None) -> Mark | None:
    """Return where the draft recognises the person's experience; a non-apology does not.

    Under praise, thanks do, too; under a complaint they are a formula.
    """
    felt = valid(draft, "empathy", "refusal", "non-apology")
    if comment is not None and is_praise(comment):
        thanks = outside(draft.found.get("thanks", ()), draft.found.get("formula", ()))
        felt = sorted([*felt, *thanks])
    return draft.spelled.mark(*felt[0]) if felt else None


def is_praise(comment: Side) -> bool:
    """Whether somebody says that a thing was good, and nothing else."""
    return "praise" in comment.found and "unhappy" not in comment.found and not asks(comment)


def next_step(draft: Side, comment: Side | None = None) -> Mark | None:
    """Return where the draft offers an action, an owner, a time or a place to go.

    A question with nothing behind it is none: what happens with the answer is what is offered. Nor
    is a time that is all that a question asked for.
    """
    steps = [*draft.found.get("step", ())]
    void = [*draft.found.get("no_step", ()), *_bare_questions(draft)]
    if comment is None or not asks(comment):
        steps += draft.found.get("step_time", ())
    else:
        void += draft.found.get("step_answer", ())
    steps = [*outside(steps, void)]
    return draft.spelled.mark(*min(steps)) if steps else None


def _bare_questions(draft: Side) -> Iterator[Span]:
    """Yield the questions that say neither where the answer goes nor what it is for."""
    text = draft.spelled.text
    meant = sorted((*draft.found.get("private", ()), *draft.found.get("purpose", ())))
    for start, _ in draft.found.get("bare_ask", ()):
        end = text.find(f" {STOP} ", start)
        if text.startswith(f" {ASKS}", end - 2) and not begins_in(meant, start, end):
            yield start, end


def asks(comment: Side) -> bool:
    """Whether somebody wants to know something."""
    return f" {ASKS} " in comment.spelled.text or any(
        kind.startswith("asks-") for kind in comment.found
    )


def taken_back(draft: Side) -> Iterator[Span]:
    """Yield the apologies that a "but" takes back, unless it brings help."""
    helped = {span[0] for span in draft.found.get("after_but_help", ())}
    for start, end in draft.found.get("but", ()):
        if draft.spelled.text.rfind(" ", 0, end - 1) not in helped:
            yield start, end


def valid(draft: Side, kind: str, *voids: str) -> list[Span]:
    """Return the spans of a kind that no void phrase overlaps and no "but" takes back."""
    void = [span for name in voids for span in draft.found.get(name, ())]
    void += taken_back(draft)
    return sorted(outside(draft.found.get(kind, ()), void))


def begins_in(ordered: Sequence[Span], start: int, end: int) -> bool:
    """Whether one of the spans, in their order, begins in that stretch."""
    first = bisect_left(ordered, (start, 0))
    return first < len(ordered) and ordered[first][0] < end


def sentence(text: str, span: Span) -> Span:
    """Return the sentence of a spelled text that a span begins in, without its stop."""
    return max(0, text.rfind(f" {STOP} ", 0, span[0] + 1)), text.find(f" {STOP} ", span[1] - 1)


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a spelled text, in their order, without their stops."""
    start = 0
    while (end := text.find(f" {STOP} ", start)) >= 0:
        yield start, end
        start = end + 2


def outside(hits: Iterable[Span], void: Iterable[Span]) -> Iterator[Span]:
    """Yield the hits that no void span begins in or covers the beginning of."""
    ordered = sorted(void)
    starts = [start for start, _ in ordered]
    reach = max((end - start for start, end in ordered), default=0)
    for start, end in hits:
        near = ordered[bisect_left(starts, start - reach) : bisect_left(starts, end)]
        if not any(one < end - 1 and start < other - 1 for one, other in near):
            yield start, end
