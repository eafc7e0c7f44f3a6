"""What the other person's comment is, and what to do about it. Nothing of it is kept."""

from __future__ import annotations

from bot.replies.reply import Advice, Kind
from bot.replies.spelled import ASKS
from bot.replies.ticks import Side

# Graver matters first: somebody hurt who also asks a question is hurt.
_LISTED = (
    ("journalist", Kind.JOURNALIST),
    ("legal-threat", Kind.LEGAL_THREAT),
    ("safety", Kind.SAFETY),
    ("troll", Kind.TROLL),
    ("pay", Kind.PAY),
    ("staff", Kind.STAFF),
    ("personal-data", Kind.PERSONAL_DATA),
    ("account", Kind.ACCOUNT),
    ("wrong-fact", Kind.WRONG_FACT),
)
GRAVE = ("journalist", "legal-threat", "safety", "colleague", "boss", "in-need")
"""What must not be missed because somebody's language was taken for another one."""

_ADVICE = {
    Kind.SAFETY: Advice.SAFETY,
    Kind.LEGAL_THREAT: Advice.LEGAL,
    Kind.JOURNALIST: Advice.PRESS,
    Kind.COLLEAGUE_IN_NEED: Advice.PERSONNEL,
    Kind.COLLEAGUE: Advice.LEAVE,
    Kind.TROLL: Advice.LEAVE,
    Kind.PAY: Advice.LEAVE,
}
# Somebody has to look into an account, or to answer a rant: fine where the draft offers that.
_UNLESS_OFFERED = {
    Kind.ACCOUNT: Advice.SUPPORT,
    Kind.PERSONAL_DATA: Advice.SUPPORT,
    Kind.RANT: Advice.LEAVE,
}


def kind_of(comment: Side) -> Kind:
    """Return what a comment is, by the gravest thing in it."""
    found = comment.found
    in_need = "in-need" in found
    if "colleague" in found or (in_need and "boss" in found):
        return Kind.COLLEAGUE_IN_NEED if in_need else Kind.COLLEAGUE
    for name, kind in _LISTED:
        if name in found:
            return kind
    names_an_issue = any(name.startswith("topic:") for name in found)
    if "rant" in found and "unhappy" not in found and not names_an_issue:
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
