"""The reply coach's word and a reviewer's together: a quote may add a tick, and takes none away."""

from __future__ import annotations

from dataclasses import replace

from bot.replies.lists import lists_for
from bot.replies.reading import read_reply
from bot.replies.reply import Hazard, Mark, ReplyReading
from bot.replies.spelled import Spelled
from bot.review.outcome import Quoted, ReplySaid
from bot.verdict import Draft

_TICKS = ("acknowledges", "empathy", "next_step")


def joined(draft: Draft, told: ReplyReading, said: ReplySaid | None) -> ReplyReading:
    """Return both: ticks that either found, hazards of both, each kind once."""
    if said is None:
        return told
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
    )


def is_better(draft: Draft, better: str, told: ReplyReading) -> bool:
    """Whether another version brings no hazard and no new moment, keeps the ticks, the language."""
    reading = read_reply(replace(draft, text=better))
    before = read_reply(draft)
    known = {hazard.name for hazard in told.hazards}
    keeps = all(getattr(reading, name) or not getattr(before, name) for name in _TICKS)
    brings = any(hazard.name not in known for hazard in reading.hazards)
    language, moments = _language_and_moments(draft.text)
    other, promised = _language_and_moments(better)
    return keeps and not brings and other == language and promised <= moments


def _language_and_moments(text: str) -> tuple[str, set[str]]:
    """Return a text's language, and when it says that something is to happen."""
    spelled = Spelled(text)
    lists = lists_for(spelled, None)
    spans = lists.find(spelled).get("moment", ())
    return lists.language, {spelled.text[start:end].strip(" .") for start, end in spans}


def _mark(draft: Draft, one: Quoted) -> Mark:
    return Mark(one.start, one.end, draft.text[one.start : one.end])
