"""The first tick of a reply: where it names, answers or retells what the comment is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from bot.policy.guard.trie import Span
from bot.replies.fields import in_field
from bot.replies.reply import Mark
from bot.replies.spelled import ASKS, LINK, MAIL, PHONE, STOP
from bot.replies.telling_words import telling_words
from bot.replies.ticks import Side, begins_in, outside, valid

_BESIDE = 45  # characters from an apology to the thing that it is for
_SHORTEST = 3
_QUESTIONS = ("how", "what", "when", "whether", "why")
_ANSWER = 5  # words: a bare "No." tells nobody that the question was read
_TOPIC, _MEANT = "topic:", "meant:"
_ADDRESSES = frozenset({LINK, MAIL, PHONE})
_TELLING = 3  # words of content in a sentence that answers
_NO_ANSWER = ("empathy", "private", "no_step", "asks")
_NO_ISSUE = ("identifier", "refusal", "step")
_NO_MATTER = ("identifier", "personal", "asks", "private")


def acknowledges(draft: Side, comment: Side | None) -> Mark | None:
    """Return where the draft shows that the other person's issue was understood.

    With their comment: words that both use, two words for one thing or of one field, an answer to
    their question, joy at what they praise, or what the draft is sorry about. Without it: any
    issue. What only tells one order from another does not count.
    """
    ways = (_alone(draft),) if comment is None else _together(draft, comment)
    void = [*_beside_them(draft)]
    passing = frozenset(_passing(draft))
    if comment is not None:
        ways = (*ways, iter(telling_words(draft, (*void, *passing))))
    named = next((span for way in ways for span in outside(way, void) if span not in passing), None)
    return draft.spelled.mark(*named) if named else None


def _beside_them(draft: Side) -> Iterator[Span]:
    """Yield what names no issue of theirs, whatever its words.

    The rest of a sentence that is sorry for how they see it; whole sentences about ourselves.
    """
    text = draft.spelled.text
    for start, end in draft.found.get("non-apology", ()):
        yield start, max(end, text.find(f" {STOP} ", end - 1))
    for start, end in draft.found.get("aside", ()):
        begins = max(0, text.rfind(f" {STOP} ", 0, start + 1))
        yield begins, max(end, text.find(f" {STOP} ", end - 1))


def _passing(draft: Side) -> Iterator[Span]:
    """Yield things that any reply may name while it asks or instructs: "which device is it?"."""
    text = draft.spelled.text
    steps = sorted(draft.found.get("step", ()))
    theirs = {end for _, end in draft.found.get("about_their", ())}  # "look into your parcel"
    for start, end in sorted(draft.found.get("thing_at_hand", ())):
        if start + 1 in theirs:
            continue
        begins = max(0, text.rfind(f" {STOP} ", 0, start + 1))
        ends = text.find(f" {STOP} ", end - 1)
        if begins_in(steps, begins, start) or text.startswith(f" {ASKS}", ends - 2):
            yield start, end


def _alone(draft: Side) -> Iterator[Span]:
    people = draft.found.get("people", ())
    return chain(outside((span for _, span in _topics(draft)), people), _said(draft))


def _together(draft: Side, comment: Side) -> Iterator[Iterator[Span]]:
    """Yield what may acknowledge the comment, the surest first."""
    theirs = {kind.partition(":")[2] for kind in comment.found if kind.startswith((_TOPIC, _MEANT))}
    yield (span for topic, span in _topics(draft) if topic in theirs)
    yield _shared_words(draft, comment)
    void = (span for kind in _NO_MATTER for span in draft.found.get(kind, ()))
    yield outside(in_field(draft, comment), void)
    yield _said(draft)
    yield _regretted(draft)
    yield _answers(draft, comment)
    yield iter(draft.found.get("explains", ()))
    if "wants-contact" in comment.found:
        yield iter(draft.found.get("gives-contact", ()))
    if "praise" in comment.found and "unhappy" not in comment.found:
        yield iter(draft.found.get("joy_named", ()))


def _topics(side: Side) -> Iterator[tuple[str, Span]]:
    """Yield the issues that a text names, outside of what identifies an order, in their order."""
    void = side.found.get("identifier", ())
    named = [
        (span, kind.removeprefix(_TOPIC))
        for kind, spans in side.found.items()
        if kind.startswith(_TOPIC)
        for span in outside(spans, void)
    ]
    return ((topic, span) for span, topic in sorted(named))


def _shared_words(draft: Side, comment: Side) -> Iterator[Span]:
    theirs = {word for _, word in _content(comment)}
    own = (span for span, word in _content(draft) if word in theirs)
    return outside(own, draft.found.get("identifier", ()))


def _said(draft: Side) -> Iterator[Span]:
    """Yield what is told as having gone wrong: "sorry about your fare", "sorry you got soaked"."""
    content = {start: (start, end) for start, end in _telling(draft)}
    ends = (end - 1 for _, end in draft.found.get("about_their", ()))
    behind = (content[end] for end in ends if end in content)
    void = (name for kind in _NO_ISSUE for name in draft.found.get(kind, ()))
    return outside(chain(behind, _sentences(draft, content.values())), void)


def _sentences(draft: Side, content: Iterable[Span]) -> Iterator[Span]:
    """Yield the words of the sentences that tell what went wrong; names of people are none."""
    text = draft.spelled.text
    told = iter(sorted(end - 1 for _, end in draft.found.get("sorry_that", ())))
    begins, ends = next(told, None), -1
    for span in content:
        while begins is not None and begins <= span[0]:
            if begins >= ends:
                ends = text.find(f" {STOP} ", begins - 1)
            begins = next(told, None)
        if span[0] < ends and not draft.spelled.mark(*span).text[:1].isupper():
            yield span


def _regretted(draft: Side) -> Iterator[Span]:
    """Yield the issues beside an apology, whatever the comment calls them."""
    told = valid(draft, "empathy", "refusal", "non-apology")
    things = outside((span for _, span in _topics(draft)), draft.found.get("people", ()))
    return (span for span in things if any(_beside(draft, span, one) for one in told))


def _answers(draft: Side, comment: Side) -> Iterator[Span]:
    """Yield what answers their question: a yes or no and more, a time or sum, a way to do it."""
    if len(draft.spelled.words) < _ANSWER:
        return
    void = [*draft.found.get("identifier", ()), *draft.found.get("private", ())]
    asked = [kind for kind in _QUESTIONS if f"asks-{kind}" in comment.found]
    if not asked and f" {ASKS} " in comment.spelled.text:
        asked = ["whether"]
    for kind in asked:
        yield from outside(draft.found.get(f"answers-{kind}", ()), void)
    if asked:
        yield from _tells(draft, void)


def _tells(draft: Side, void: Sequence[Span]) -> Iterator[Span]:
    """Yield the sentences that tell enough to be an answer, whatever their words."""
    no_answer = sorted((*void, *(one for kind in _NO_ANSWER for one in draft.found.get(kind, ()))))
    words = [span for span in _telling(draft) if not draft.spelled.mark(*span).text.istitle()]
    for start, end in _stretches(draft.spelled.text):
        inside = words[bisect_left(words, (start, 0)) : bisect_left(words, (end, 0))]
        if len(inside) >= _TELLING and not begins_in(no_answer, start, end):
            yield inside[0]


def _stretches(text: str) -> Iterator[Span]:
    """Yield the sentences of a spelled text that ask nothing."""
    start = 0
    while (end := text.find(f" {STOP} ", start)) >= 0:
        if not text.startswith(f" {ASKS}", end - 2):
            yield start, end
        start = end + 2


def _telling(side: Side) -> list[Span]:
    """Return the words of content that not every reply holds."""
    spelled, little = side.spelled.text, side.lists.tells_nothing
    return [one for one, _ in _content(side) if spelled[one[0] + 1 : one[1] - 1] not in little]


def _content(side: Side) -> Iterator[tuple[Span, str]]:
    """Yield the words that say what a text is about, as stems, with their spans."""
    place = 0
    number = ""
    lists = side.lists
    for word in side.spelled.words:
        start, place = place, place + len(word.spelled) + 1
        span = (start, place + 1)
        if number and word.spelled in lists.units:
            yield span, f"{number} {lists.content(word.spelled)}"
        number = word.given if "0" in word.spelled else lists.numbers.get(word.spelled, "")
        if "0" in word.spelled:
            if len(word.given) > 1:
                yield span, word.given
        elif len(word.spelled) >= _SHORTEST and word.spelled not in lists.stopwords | _ADDRESSES:
            yield span, lists.content(word.spelled)


def _beside(draft: Side, span: Span, other: Span) -> bool:
    """Whether a thing stands in an apology, or shortly behind it in its sentence."""
    near = other[0] - 1 <= span[0] <= other[1] + _BESIDE
    return near and f" {STOP} " not in draft.spelled.text[other[0] + 1 : span[0] + 1]
