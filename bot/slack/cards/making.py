"""Cards made of what the rules said, and of a finished check."""

from __future__ import annotations

from bot.check import Asked, Outcome
from bot.messages import say
from bot.review.outcome import ReviewStatus
from bot.slack.cards.card import Card, Window
from bot.verdict import Finding, Reading, reading_order

_RETRY = {
    ReviewStatus.TIMEOUT,
    ReviewStatus.RATE_LIMITED,
    ReviewStatus.QUOTA_EXHAUSTED,
    ReviewStatus.AUTH_ERROR,
    ReviewStatus.MODEL_NOT_FOUND,
    ReviewStatus.PROVIDER_ERROR,
}


def worst_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings with the gravest first, then by their place in the draft."""
    return tuple(sorted(findings, key=reading_order))


def card_of_reading(
    check_id: str, reading: Reading, *, waiting: bool = False, note: str = ""
) -> Card:
    """Return the card of what the rules said."""
    return Card(
        check_id=check_id,
        verdict=reading.verdict,
        findings=worst_first(reading.findings),
        waiting=waiting,
        note=note,
    )


def card_of_outcome(check_id: str, outcome: Outcome) -> Card:
    """Return the card of a finished check."""
    # The review's own sentence points at a checklist, which may have nothing to ask.
    bare = outcome.status is ReviewStatus.DISABLED and not outcome.checklist
    return Card(
        check_id=check_id,
        verdict=outcome.verdict,
        findings=worst_first(outcome.findings),
        note=say("notice.ai_off") if bare else outcome.note,
        checklist=outcome.checklist,
        rewrite=outcome.rewrite,
        supported=outcome.supported,
        sharing=outcome.sharing,
        retry=outcome.status in _RETRY,
        reply=outcome.reply,
    )


def window_of(asked: Asked, card: Card) -> Window:
    """Return the window around a check's card, as far as the check itself knows it."""
    return Window(
        draft=asked.draft.text,
        platform=asked.draft.platform,
        purpose=asked.draft.purpose,
        card=card,
        chain=asked.check_id,
        checked=asked.draft.text,
        edition=asked.edition,
        campaign=asked.campaign,
        hint=asked.hint,
    )
