"""Claims that nothing backs up yet: what the author reads, and what would settle it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.review.anchor import Anchored
from bot.review.wire import CheckWorthiness, Claim, ClaimType
from bot.verdict import Draft, Finding, Severity, Source

UNSUPPORTED = "unsupported"
MOST_SHOWN = 3

_WHY = "Readers ask where a statement like this comes from, and so do journalists."
_SETTLED_BY = {
    ClaimType.NUMERICAL: "A link to where the figure comes from would settle it.",
    ClaimType.EVENT_OR_PROPERTY: "A link to a page that says so would settle it.",
    ClaimType.QUOTE: "A link to where it was said would settle it.",
    ClaimType.CAUSAL: "A link to a study or report that shows the cause would settle it.",
    ClaimType.COMPARATIVE: "A link to the comparison would settle it: who measured, what and when.",
    ClaimType.POSITION: "A link to where that position was published would settle it.",
    ClaimType.PREDICTION: "Saying whose forecast it is, or calling it a hope, would settle it.",
}
_LINK = re.compile(r"https?://\S", re.IGNORECASE)


def is_checkable(claim: Claim) -> bool:
    """Whether looking for evidence makes sense: it matters, and it is clear what is claimed."""
    return claim.check_worthiness is CheckWorthiness.CHECK_WORTHY and not claim.ambiguous


def unsupported(found: Iterable[Anchored[Claim]], draft: Draft) -> tuple[Finding, ...]:
    """Return a small polish for each checkable claim, at most three, one for each place.

    A draft that links to something names its source already, so nothing is said about it.
    """
    if _LINK.search(draft.text):
        return ()
    findings: dict[tuple[int, int], Finding] = {}
    for one in found:
        span = (one.start, one.end)
        if is_checkable(one.item) and span not in findings:
            findings[span] = Finding(
                source=Source.CLAIM,
                rule=UNSUPPORTED,
                topic="claim",
                severity=Severity.POLISH,
                start=one.start,
                end=one.end,
                text=draft.text[one.start : one.end],
                message=f"We have no source for this. {_SETTLED_BY[one.item.claim_type]}",
                why=_WHY,
                clause="A statement readers may want to check",
            )
    return tuple(findings.values())[:MOST_SHOWN]
