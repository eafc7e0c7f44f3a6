"""What the other person's comment is, and what to do about it. Nothing of it is kept."""

from __future__ import annotations

from bot.replies.reply import Advice, Kind
from bot.replies.signs import added_up, says_of_what, tells_of_a_fault
from bot.replies.spelled import ASKS, STOP
from bot.replies.ticks import Side

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
GRAVE = ("journalist", "legal-threat", "safety", "colleague", "boss", "in-need")
"""What must not be missed because somebody's language was taken for another one."""

# What a comment says that is nothing but pictures.
_MOCKS, _CHEERS = frozenset("🤡💩🖕🤮🤢🐑"), frozenset("👍❤😍👏🎉🙌🔥💙💚🥰😊")

_ADVICE = {
    Kind.SAFETY: Advice.SAFETY,
    Kind.LEGAL_THREAT: Advice.LEGAL,
    Kind.JOURNALIST: Advice.PRESS,
    Kind.COLLEAGUE_IN_NEED: Advice.PERSONNEL,
    Kind.COLLEAGUE: Advice.PERSONNEL,
    Kind.CONDUCT: Advice.PERSONNEL,
    Kind.PAY: Advice.PERSONNEL,
    Kind.TROLL: Advice.LEAVE,
    Kind.ACCOUNT: Advice.SUPPORT,
    Kind.PERSONAL_DATA: Advice.SUPPORT,
}


def kind_of(comment: Side) -> Kind:
    """Return what a comment is, by the gravest thing in it."""
    if all(word.spelled == STOP for word in comment.spelled.words):
        return _of_pictures(frozenset(comment.spelled.given))
    return _of_words(comment)


def _of_words(comment: Side) -> Kind:
    found = frozenset((*comment.found, *added_up(comment)))
    if _of_a_colleague(found) and not _of_the_press(comment):
        return Kind.COLLEAGUE_IN_NEED if "in-need" in found else Kind.COLLEAGUE
    for name, kind in _LISTED:
        if name in found and not (kind is Kind.TROLL and tells_of_a_fault(found)):
            return kind
    if "rant" in found and not (found & {"unhappy", "own"} or says_of_what(comment)):
        return Kind.RANT
    if "unhappy" in found or "rant" in found:
        return Kind.UNHAPPY
    if "question" in found or f" {ASKS} " in comment.spelled.text:
        return Kind.QUESTION
    return Kind.PRAISE if "praise" in found else Kind.OTHER


def advice_for(kind: Kind, *, offers_next_step: bool) -> Advice:
    """Return whether to reply at all, or whose matter it is: the comment's, whatever is drafted.

    A rant alone may well be answered by a draft that offers something.
    """
    if kind is Kind.RANT and not offers_next_step:
        return Advice.LEAVE
    return _ADVICE.get(kind, Advice.REPLY)


def _of_pictures(shown: frozenset[str]) -> Kind:
    if shown & _MOCKS:
        return Kind.TROLL
    return Kind.PRAISE if shown & _CHEERS else Kind.OTHER


def _of_the_press(comment: Side) -> bool:
    """Whether somebody works for a newspaper, who for all that their words add up to works here."""
    return "journalist" in comment.found and "colleague" not in comment.found


def _of_a_colleague(found: frozenset[str]) -> bool:
    """Whether somebody who works here speaks of work; one who is only proud of it praises."""
    if "boss" in found and "in-need" in found:
        return True
    content = "praise" in found and not found & {"unhappy", "rant", "conditions", "in-need"}
    return "colleague" in found and not content
