"""What the author reads about the review itself: one true sentence for each way it can end."""

from __future__ import annotations

from bot.messages import say
from bot.review.outcome import ReviewStatus

_SAYS = {
    ReviewStatus.OK: "",
    ReviewStatus.NONE: "",
    ReviewStatus.RATE_LIMITED: "busy",
    ReviewStatus.QUOTA_EXHAUSTED: "busy",
    ReviewStatus.AUTH_ERROR: "busy",
    ReviewStatus.MODEL_NOT_FOUND: "busy",
    ReviewStatus.PROVIDER_ERROR: "busy",
    ReviewStatus.INVALID_OUTPUT: "garbled",
    ReviewStatus.PARTIAL: "garbled",
}


def note_for(status: ReviewStatus, back_at: str = "") -> str:
    """Return the sentence for `status`, empty when there is nothing to say.

    `back_at` is when the daily budget begins anew, as the author should read it.
    """
    key = _SAYS.get(status, status.value)
    return say(f"review.{key}", time=back_at) if key else ""


def without_checklist(note: str) -> str:
    """Return `note` as it should read where the checklist has nothing to say."""
    return note.replace(say("review.disabled"), say("notice.ai_off"))


def at_a_terminal(note: str) -> str:
    """Return `note` as it should read where the draft never was in Slack."""
    in_slack = say("review.skipped_credential")
    return note.replace(in_slack, say("review.skipped_credential_terminal"))
