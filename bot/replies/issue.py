"""The first tick of a reply: where it names, answers or retells what the comment is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from bot.policy.guard.trie import Span
from bot.replies.content import content, telling
from bot.replies.evidence import Ways, weighed
from bot.replies.fields import in_field, of_any_field
from bot.replies.reply import Mark
from bot.replies.spelled import ASKS, STOP
from bot.replies.telling_words import telling_words
from bot.replies.ticks import Side, begins_in, outside, sentence, sentences, valid

_BESIDE = 45  # characters from an apology to the thing that it is for
_QUESTIONS = ("how", "what", "when", "whether", "why")
_ANSWER = 5  # words: a bare "No." tells nobody that the question was read
_TOPIC, _MEANT = "topic:", "meant:"
_TELLING = 3  # words of content in a sentence that answers
_NO_ANSWER = ("empathy", "private", "no_step", "asks")
_NO_ISSUE = ("identifier", "refusal", "step")
_NO_MATTER = ("identifier", "personal", "asks", "private")


def acknowledges(draft: Side, comment: Side | None) -> Mark | None:
    """Return where the draft shows that the other person's issue was understood.

    With their comment: words that both use, two words for one thing or of one field, an answer to
    their question, joy at what they praise, what the draft is sorry about, or words that hardly
    any other reply would hold; what is weak evidence alone counts with more of it. Without it:
    any issue. What only tells one order from another does not count.
    """
    named = weighed(evidence(draft, comment))
    return draft.spelled.mark(*named) if named else None


def evidence(draft: Side, comment: Side | None) -> Ways:
    """Yield all that may acknowledge the comment, by its kind, the surest first."""
    void = [*_beside_them(draft)]
    passing = frozenset(_passing(draft))
    if comment is None:
        ways: Ways = iter([("issue", _alone(draft))])
    else:
        rare = telling_words(draft, comment, (*void, *passing))
        ways = chain(_together(draft, comment), rare)
    return ((kind, (s for s in outside(way, void) if s not in passing)) for kind, way in ways)


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
        begins, ends = sentence(text, (start, end))
        told_to = start + 1 not in theirs and begins_in(steps, begins, start)
        if told_to or text.startswith(f" {ASKS}", ends - 2):
            yield start, end


def _alone(draft: Side) -> Iterator[Span]:
    people = draft.found.get("people", ())
    named = outside((span for _, span in _topics(draft)), people)
    return chain(named, _named(draft), _told(draft))


def _together(draft: Side, comment: Side) -> Ways:
    """Yield what may acknowledge the comment, by its kind, the surest first."""
    theirs = {kind.partition(":")[2] for kind in comment.found if kind.startswith((_TOPIC, _MEANT))}
    yield "topic", (span for topic, span in _topics(draft) if topic in theirs)
    yield "shared", _shared_words(draft, comment)
    void = (span for kind in _NO_MATTER for span in draft.found.get(kind, ()))
    yield "field", outside(in_field(draft, comment), void)
    yield "answers", _answers(draft, comment)
    yield "asked", _asked(draft)
    yield "explains", iter(draft.found.get("explains", ()))
    if "wants-contact" in comment.found:
        yield "contact", iter(draft.found.get("gives-contact", ()))
    if "praise" in comment.found and "unhappy" not in comment.found:
        yield "joy", iter(draft.found.get("joy_named", ()))
    # Only where common words are known can a word in an apology be told from one of them.
    weak = "_weak" if draft.lists.everyday else ""
    yield "said", _named(draft)
    yield f"told{weak}", _told(draft)
    yield f"regretted{weak}", _regretted(draft)


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
    theirs = {word for _, word in content(comment)}
    own = (span for span, word in content(draft) if word in theirs)
    return outside(own, draft.found.get("identifier", ()))


def _named(draft: Side) -> Iterator[Span]:
    """Yield what is named as having gone wrong: "sorry about your fare"."""
    content = {start: (start, end) for start, end in telling(draft)}
    ends = (end - 1 for _, end in draft.found.get("about_their", ()))
    void = (name for kind in _NO_ISSUE for name in draft.found.get(kind, ()))
    return outside((content[end] for end in ends if end in content), void)


def _told(draft: Side) -> Iterator[Span]:
    """Yield what is told of it in a sentence: "sorry you got soaked"."""
    void = (name for kind in _NO_ISSUE for name in draft.found.get(kind, ()))
    return outside(_sentences(draft, telling(draft)), void)


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


def _asked(draft: Side) -> Iterator[Span]:
    """Yield the things of a question that takes a yes or a no: "Is it on other trams, too?"."""
    text = draft.spelled.text
    begins = sorted(draft.found.get("yes_no", ()))
    for span in outside(of_any_field(draft), draft.found.get("identifier", ())):
        start, end = sentence(text, span)
        if text.startswith(f" {ASKS}", end - 2) and begins_in(begins, start, span[0]):
            yield span


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
    words = [span for span in telling(draft) if not draft.spelled.mark(*span).text.istitle()]
    for start, end in sentences(draft.spelled.text):
        inside = words[bisect_left(words, (start, 0)) : bisect_left(words, (end, 0))]
        told = not draft.spelled.text.startswith(f" {ASKS}", end - 2)
        if told and len(inside) >= _TELLING and not begins_in(no_answer, start, end):
            yield inside[0]


def _beside(draft: Side, span: Span, other: Span) -> bool:
    """Whether a thing stands in an apology, or shortly behind it in its sentence."""
    near = other[0] - 1 <= span[0] <= other[1] + _BESIDE
    return near and f" {STOP} " not in draft.spelled.text[other[0] + 1 : span[0] + 1]
