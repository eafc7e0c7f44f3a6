"""What the reply coach found, in sentences, in the order in which its reader needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.messages import say
from bot.replies.reply import Advice, Kind, Mark, ReplyReading
from bot.verdict import Finding, Verdict

_EXPLAINED = frozenset(
    {
        Kind.PAY,
        Kind.CONDUCT,
        Kind.STAFF,
        Kind.COLLEAGUE,
        Kind.COLLEAGUE_IN_NEED,
        Kind.PERSONAL_DATA,
        Kind.SAFETY,
        Kind.WRONG_FACT,
        Kind.TROLL,
        Kind.RANT,
    }
)

# Nothing was heard in it that is anybody else's, which in words of one's own may well be missed.
_UNHEARD = frozenset({Kind.OTHER, Kind.UNHAPPY})
_COLLEAGUES = frozenset({Kind.COLLEAGUE, Kind.COLLEAGUE_IN_NEED})


def heading(verdict: Verdict, told: ReplyReading | None) -> str:
    """Return a card's first words: the rules' verdict, and before it what weighs more in a reply.

    Who reads no further must not take the rules' word for the whole.
    """
    word = say(f"verdict.{verdict}")
    first = ""
    if told is not None and not told.is_yours:
        first = say(f"reply.first_{told.advice.desk or 'leave'}")
    elif told is not None and told.hazards and verdict is Verdict.CLEAR:
        first = say("reply.first_hazards", count=len({hazard.name for hazard in told.hazards}))
    elif told is None or told.is_whole or verdict is not Verdict.CLEAR:
        return word
    by_rules = say("reply.by_rules", verdict=word)
    return f"{first} · {by_rules}" if first else by_rules


def advice_lines(told: ReplyReading) -> Iterator[str]:
    """Yield whether to reply at all, or whose matter it is; none without their comment."""
    if told.kind is Kind.NONE:
        return
    desk = told.advice.desk
    leave = "leave" if told.advice is Advice.LEAVE else "answer"
    says = say(f"reply.route_{desk}" if desk else f"reply.{leave}")
    if told.brings_support:
        says = say("reply.brings_support")
    yield f"{says} ({say('card.by_ai')})" if told.by_ai else says
    if desk and told.owner:
        # A colleague may talk about work: nobody is to be told who did.
        told_of = "offer_them" if told.kind in _COLLEAGUES else "ask_them"
        yield say(f"reply.{told_of}", owner=told.owner)
    if told.kind in _EXPLAINED:
        yield say(f"reply.kind_{told.kind}")
    by_words = not (told.by_ai or told.agreed)
    if told.kind in _UNHEARD and told.advice is Advice.REPLY and by_words:
        yield say("reply.unheard")
    if told.withheld:
        yield say("reply.withheld")


def tick_lines(told: ReplyReading) -> Iterator[str]:
    """Yield the three ticks, in words and not by a sign alone."""
    if told.unread:
        yield say("reply.unread")
        return
    yield _tick("acknowledges", told.acknowledges)
    yield _tick("empathy", told.empathy)
    yield _tick("next_step", told.next_step)


def ticks_title(told: ReplyReading) -> str:
    """Return what stands above the ticks: of somebody else's matter no reply is asked for."""
    return say("reply.ticks" if told.is_yours else "reply.ticks_all_the_same")


def hazard_lines(told: ReplyReading, found: Iterable[Finding] = ()) -> Iterator[str]:
    """Yield a tip for each kind of hazard, at the first place where it stands.

    What a rule has `found` too is its to say.
    """
    by_rule = {"missing-disclosure"} if any(one.topic == "disclosure" for one in found) else set()
    first = {one.name: one for one in reversed(told.hazards) if one.name not in by_rule}
    for hazard in sorted(first.values(), key=lambda one: one.mark.start):
        yield say(f"reply.hazard_{hazard.name}", text=_short(hazard.mark.text))


def reply_lines(told: ReplyReading, found: Iterable[Finding] = ()) -> Iterator[str]:
    """Yield everything, line by line, for a terminal."""
    yield from advice_lines(told)
    yield ticks_title(told)
    yield from (f"  · {line}" for line in tick_lines(told))
    yield from (f"  ! {line}" for line in hazard_lines(told, found))


def _tick(name: str, mark: Mark | None) -> str:
    if mark is None:
        return f"✗ {say(f'reply.{name}_not')}"
    return f"✓ {say(f'reply.{name}', text=_short(mark.text))}"


_LONGEST = 60


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1]}…"
