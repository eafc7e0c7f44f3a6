"""The reply coach's word and a reviewer's together: a quote adds ticks, advice only gets graver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.replies.lists import lists_for
from bot.replies.reading import owner_of, read_reply
from bot.replies.reply import Advice, Hazard, Kind, Mark, ReplyReading
from bot.replies.spelled import Spelled
from bot.review.outcome import Quoted, ReplySaid
from bot.verdict import Draft

# Whose matter something is may be heard by a model where our lists heard nothing of it. What they
# heard stands: it takes nobody hurt from safety, and no colleague's word to anybody but those who
# help.
_GRAVE = frozenset({Advice.SAFETY, Advice.LEGAL, Advice.PERSONNEL, Advice.PRESS})
_REFINES = {
    Advice.REPLY: _GRAVE | {Advice.SUPPORT, Advice.LEAVE},
    Advice.SUPPORT: _GRAVE,
    Advice.LEAVE: frozenset({Advice.SAFETY, Advice.PERSONNEL}),
}
_MEANS = {
    Advice.SAFETY: Kind.SAFETY,
    Advice.LEGAL: Kind.LEGAL_THREAT,
    Advice.PERSONNEL: Kind.COLLEAGUE_IN_NEED,
    Advice.PRESS: Kind.JOURNALIST,
    Advice.SUPPORT: Kind.ACCOUNT,
}
_TICKS = ("acknowledges", "empathy", "next_step")


def joined(
    draft: Draft, told: ReplyReading, said: ReplySaid | None, contacts: Mapping[str, str]
) -> ReplyReading:
    """Return both: ticks that either found, hazards of both, each kind once, the graver advice.

    `contacts` are the channels of those whose matter something may be.
    """
    if said is None:
        return told
    told = _advised(told, said.advice, contacts)
    named = {one.name: _mark(draft, one) for one in said.ticks}
    known = {hazard.name for hazard in told.hazards}
    more = [Hazard(one.name, _mark(draft, one)) for one in said.hazards if one.name not in known]
    hazards = sorted((*told.hazards, *more), key=lambda one: one.mark.start)
    return replace(
        told,
        acknowledges=told.acknowledges or named.get("acknowledges"),
        empathy=told.empathy or named.get("empathy"),
        next_step=told.next_step or named.get("next_step"),
        hazards=tuple(hazards),
        unread=False,  # a model reads it
    )


def _advised(told: ReplyReading, said: str, contacts: Mapping[str, str]) -> ReplyReading:
    """Take a model's advice where it is graver; none without a comment, which it would be about."""
    known = {advice.desk or advice.value: advice for advice in Advice}
    advice = known.get(said)
    if advice is told.advice:
        return replace(told, agreed=True)
    if advice is None or told.kind is Kind.NONE or advice not in _REFINES.get(told.advice, ()):
        return told
    return replace(
        told,
        kind=_MEANS.get(advice, Kind.OTHER),
        advice=advice,
        owner=owner_of(advice, contacts),
        by_ai=True,
    )


def is_better(draft: Draft, better: str, told: ReplyReading) -> bool:
    """Whether another version is one: fewer hazards than a reply with some, and none of its own.

    It brings no new moment and keeps the ticks and the language.
    """
    reading = read_reply(replace(draft, text=better))
    before = read_reply(draft)
    held, left = ({hazard.name for hazard in one.hazards} for one in (before, reading))
    keeps = all(getattr(reading, name) or not getattr(before, name) for name in _TICKS)
    clean = left <= {hazard.name for hazard in told.hazards} and (not held or left < held)
    language, moments = _language_and_moments(draft.text)
    other, promised = _language_and_moments(better)
    return keeps and clean and other == language and promised <= moments


def _language_and_moments(text: str) -> tuple[str, set[str]]:
    """Return a text's language, and when it says that something is to happen."""
    spelled = Spelled(text)
    lists = lists_for(spelled, None)
    spans = lists.find(spelled).get("moment", ())
    return lists.language, {spelled.text[start:end].strip(" .") for start, end in spans}


def _mark(draft: Draft, one: Quoted) -> Mark:
    return Mark(one.start, one.end, draft.text[one.start : one.end])
