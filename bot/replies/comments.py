"""What the other person's comment is, and what to do about it. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replies.reply import Advice, Kind
from bot.replies.spelled import ASKS
from bot.replies.ticks import Found, Side

# Graver matters first: somebody hurt who also asks a question is hurt.
_LISTED = (
    ("journalist", Kind.JOURNALIST),
    ("safety", Kind.SAFETY),
    ("legal-threat", Kind.LEGAL_THREAT),
    ("conduct", Kind.CONDUCT),
    ("pay", Kind.PAY),
    ("personal-data", Kind.PERSONAL_DATA),
    ("account", Kind.ACCOUNT),
    ("staff", Kind.STAFF),
    ("troll", Kind.TROLL),
    ("wrong-fact", Kind.WRONG_FACT),
)
# What several weak signs add up to: how many of these lists have to speak.
_SIGNS = (
    ("journalist", 2, ("makes", "medium")),
    ("safety", 3, ("at-risk", "risky", "fear")),
    ("legal-threat", 2, ("deadline", "consequence", "gathered")),
    ("pay", 2, ("relative-works", "conditions")),
    ("colleague", 2, ("works", "conditions")),
    ("colleague", 2, ("boss", "conditions")),
    ("colleague", 2, ("boss", "works")),
)
_MORE = frozenset(("own", "thing", "trouble", "unhappy", "rant", "praise"))
GRAVE = ("journalist", "legal-threat", "safety", "colleague", "boss", "in-need")
"""What must not be missed because somebody's language was taken for another one."""

_ADVICE = {
    Kind.SAFETY: Advice.SAFETY,
    Kind.LEGAL_THREAT: Advice.LEGAL,
    Kind.JOURNALIST: Advice.PRESS,
    Kind.COLLEAGUE_IN_NEED: Advice.PERSONNEL,
    Kind.COLLEAGUE: Advice.PERSONNEL,
    Kind.CONDUCT: Advice.PERSONNEL,
    Kind.PAY: Advice.PERSONNEL,
    Kind.TROLL: Advice.LEAVE,
}
# Somebody has to look into an account, or to answer a rant: fine where the draft offers that.
_UNLESS_OFFERED = {
    Kind.ACCOUNT: Advice.SUPPORT,
    Kind.PERSONAL_DATA: Advice.SUPPORT,
    Kind.RANT: Advice.LEAVE,
}


def kind_of(comment: Side) -> Kind:
    """Return what a comment is, by the gravest thing in it."""
    found = frozenset((*comment.found, *_added_up(comment.found)))
    if _of_a_colleague(found):
        return Kind.COLLEAGUE_IN_NEED if "in-need" in found else Kind.COLLEAGUE
    for name, kind in _LISTED:
        if name in found and not (kind is Kind.TROLL and _tells_of_a_fault(found)):
            return kind
    names_an_issue = any(name.startswith("topic:") for name in found)
    if "rant" in found and not (names_an_issue or found & {"unhappy", "own"}):
        return Kind.RANT
    if "unhappy" in found or "rant" in found:
        return Kind.UNHAPPY
    if "question" in found or f" {ASKS} " in comment.spelled.text:
        return Kind.QUESTION
    return Kind.PRAISE if "praise" in found else Kind.OTHER


def advice_for(kind: Kind, *, offers_next_step: bool) -> Advice:
    """Return whether to reply at all, or whose matter it is."""
    if not offers_next_step and kind in _UNLESS_OFFERED:
        return _UNLESS_OFFERED[kind]
    return _ADVICE.get(kind, Advice.REPLY)


def _added_up(found: Found) -> Iterator[str]:
    """Yield the kinds that weak signs add up to."""
    for name, least, signs in _SIGNS:
        if sum(sign in found for sign in signs) >= least:
            yield name
    if _is_a_case(frozenset(found)):
        yield "account"
    if "jeer" in found and not _speaks_of_anything(found):
        yield "troll"


def _of_a_colleague(found: frozenset[str]) -> bool:
    """Whether somebody who works here speaks of work; one who is only proud of it praises."""
    if "boss" in found and "in-need" in found:
        return True
    content = "praise" in found and not found & {"unhappy", "rant", "conditions", "in-need"}
    return "colleague" in found and not content


def _is_a_case(found: frozenset[str]) -> bool:
    """Whether something of the speaker's own has to be looked up or mended.

    It takes a thing, a fault or a call for help, and one more sign: theirs, for how long.
    """
    fault = _tells_of_a_fault(found | {"own"})
    if "thing" not in found or not (fault or "seeks" in found):
        return False
    if "praise" in found and not fault:
        return False
    return fault + sum(sign in found for sign in ("own", "elapsed", "seeks")) > 1


def _speaks_of_anything(found: Found) -> bool:
    """Whether there is more in it than mockery: something of the speaker's own, a fault, praise."""
    return any(name in _MORE or name.startswith("topic:") for name in found)


def _tells_of_a_fault(found: frozenset[str]) -> bool:
    """Whether the speaker tells of something that went wrong for them."""
    return "own" in found and bool(found & {"trouble", "unhappy"})
