"""The three ticks of a reply: it acknowledges the issue, shows empathy, offers a next step."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.policy.guard.trie import Span
from bot.replies.lists import Lists
from bot.replies.reply import Mark
from bot.replies.spelled import ASKS, STOP, Spelled

Found = Mapping[str, Sequence[Span]]

_STEM = 5  # letters by which two words are taken for one: delay, delayed
_SHORTEST = 3
_BUT = 90  # characters from an apology to the "but" that takes it back
_ENDINGS = ("ing", "ied", "ies", "ed", "es", "er", "e", "s", "y")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the exchange: its words, and where the lists' phrases stand in them."""

    spelled: Spelled
    found: Found
    lists: Lists


def acknowledges(draft: Side, comment: Side | None) -> Mark | None:
    """Return where the draft names the other person's issue.

    With their comment: words that both use, or two words for one thing, or an issue named in an
    apology. Without it: any issue. What only tells one order from another does not count.
    """
    if comment is None:
        alone = outside((span for _, span in _topics(draft)), draft.found.get("people", ()))
        named = next(alone, None) or _said_of(draft)
    else:
        named = _shared(draft, comment)
    return draft.spelled.mark(*named) if named else None


def empathy(draft: Side) -> Mark | None:
    """Return where the draft recognises the person's experience; a non-apology does not."""
    return next(
        (draft.spelled.mark(*span) for span in _valid(draft, "empathy", "refusal", "non-apology")),
        None,
    )


def next_step(draft: Side) -> Mark | None:
    """Return where the draft offers an action, an owner, a time or a place to go, or asks."""
    steps = [*outside(draft.found.get("step", ()), draft.found.get("no_step", ()))]
    steps += _questions(draft)
    return draft.spelled.mark(*min(steps)) if steps else None


def taken_back(draft: Side) -> Iterator[Span]:
    """Yield the apologies that a "but" takes back, unless it brings help."""
    helped = {span[0] for span in draft.found.get("after_but_help", ())}
    for start, end in draft.found.get("but", ()):
        if draft.spelled.text.rfind(" ", 0, end - 1) not in helped:
            yield start, end


def _valid(draft: Side, kind: str, *voids: str) -> list[Span]:
    """Return the spans of a kind that no void phrase overlaps and no "but" takes back."""
    void = [span for name in voids for span in draft.found.get(name, ())]
    void += taken_back(draft)
    return sorted(outside(draft.found.get(kind, ()), void))


def outside(hits: Iterable[Span], void: Iterable[Span]) -> Iterator[Span]:
    """Yield the hits that no void span begins in or covers the beginning of."""
    ordered = sorted(void)
    starts = [start for start, _ in ordered]
    reach = max((end - start for start, end in ordered), default=0)
    for start, end in hits:
        near = ordered[bisect_left(starts, start - reach) : bisect_left(starts, end)]
        if not any(one < end - 1 and start < other - 1 for one, other in near):
            yield start, end


def _topics(side: Side) -> Iterator[tuple[str, Span]]:
    """Yield the issues that a text names, outside of what identifies an order, in their order."""
    void = side.found.get("identifier", ())
    named = [
        (span, kind)
        for kind, spans in side.found.items()
        if kind.startswith("topic:")
        for span in outside(spans, void)
    ]
    return ((kind, span) for span, kind in sorted(named))


def _shared(draft: Side, comment: Side) -> Span | None:
    """Return what both speak of, else an issue that the draft is sorry about."""
    named = list(_topics(draft))
    theirs = {kind for kind in comment.found if kind.startswith("topic:")}
    for kind, span in named:
        if kind in theirs:
            return span
    shared = _shared_word(draft, comment) or _said_of(draft)
    if shared is not None:
        return shared
    told = _valid(draft, "empathy", "refusal", "non-apology")
    things = outside((span for _, span in named), draft.found.get("people", ()))
    return next((span for span in things if any(_beside(span, one) for one in told)), None)


def _shared_word(draft: Side, comment: Side) -> Span | None:
    theirs = {stem for _, stem in _content(comment)}
    own = (span for span, stem in _content(draft) if stem in theirs)
    return next(outside(own, draft.found.get("identifier", ())), None)


def _said_of(draft: Side) -> Span | None:
    """Return what is named as having gone wrong: "sorry about your fare"."""
    starts = {start: (start, end) for (start, end), _ in _content(draft)}
    behind = (starts[end - 1] for _, end in draft.found.get("about_their", ()) if end - 1 in starts)
    return next(outside(behind, draft.found.get("identifier", ())), None)


def _content(side: Side) -> Iterator[tuple[Span, str]]:
    """Yield the words that say what a text is about, as stems, with their spans."""
    place = 0
    for word in side.spelled.words:
        start, place = place, place + len(word.spelled) + 1
        if len(word.spelled) < _SHORTEST and "0" not in word.spelled:
            continue
        if "0" in word.spelled:
            if len(word.given) > 1:
                yield (start, place + 1), word.given
        elif word.spelled not in side.lists.stopwords:
            yield (start, place + 1), _stem(word.spelled)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    return word[:_STEM]


def _beside(span: Span, other: Span) -> bool:
    return span[0] <= other[1] + _BUT // 2 and span[0] >= other[0] - 1


def _questions(draft: Side) -> Iterator[Span]:
    """Yield the questions to the other person that are meant as such."""
    text = draft.spelled.text
    asking = sorted(draft.found.get("asking", ()))
    rhetoric = sorted(draft.found.get("rhetoric", ()))
    at = text.find(f" {ASKS} ")
    while at >= 0:
        start = max(0, text.rfind(f" {STOP} ", 0, at))
        if _any_from(asking, start, at) and not _any_from(rhetoric, start, at):
            yield start, at + 3
            return
        at = text.find(f" {ASKS} ", at + 1)


def _any_from(ordered: Sequence[Span], start: int, end: int) -> bool:
    """Whether a span of an ordered list begins between two places."""
    first = bisect_left(ordered, (start, 0))
    return first < len(ordered) and ordered[first][0] <= end
