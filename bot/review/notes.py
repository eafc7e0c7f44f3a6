"""What the author reads about the review itself: one true sentence for each way it can end."""

from __future__ import annotations

from bot.review.outcome import ReviewStatus

_BUSY = "AI is busy. Your rule results stand; try again in a few minutes."
_CHECKLIST_HELPS = " The checklist below still helps."
_IN_SLACK = "Take it out, and change it: it is now in Slack."
_AT_A_TERMINAL = "Take it out, and change it if it is real."
_GARBLED = "Part of AI's answer was garbled, so we left it out."

NOTES = {
    ReviewStatus.OK: "",
    ReviewStatus.NONE: "",
    ReviewStatus.DISABLED: f"AI review is off here.{_CHECKLIST_HELPS}",
    ReviewStatus.SKIPPED_CREDENTIAL: (
        f"This looks like a key or password, so AI did not read it. {_IN_SLACK}"
    ),
    ReviewStatus.TIMEOUT: "AI is taking too long. Your rule results stand.",
    ReviewStatus.RATE_LIMITED: _BUSY,
    ReviewStatus.QUOTA_EXHAUSTED: _BUSY,
    ReviewStatus.AUTH_ERROR: _BUSY,
    ReviewStatus.MODEL_NOT_FOUND: _BUSY,
    ReviewStatus.PROVIDER_ERROR: _BUSY,
    ReviewStatus.TRUNCATED: "AI's answer was cut off, so this is only part of it.",
    ReviewStatus.REFUSED: "The AI service did not read this. That says nothing about your post.",
    ReviewStatus.INVALID_OUTPUT: _GARBLED,
    ReviewStatus.PARTIAL: _GARBLED,
    ReviewStatus.BUDGET_EXCEEDED: "AI is back at {time}. Today's budget is used up.",
}

HOLDS_INSTRUCTIONS = "Some of this reads like instructions to an AI. It was read as text only."

NOT_COMPARED = "AI could not compare every statement with what comms approved."


def note_for(status: ReviewStatus, back_at: str = "") -> str:
    """Return the sentence for `status`, empty when there is nothing to say.

    `back_at` is when the daily budget begins anew, as the author should read it.
    """
    return NOTES[status].replace("{time}", back_at)


def without_checklist(note: str) -> str:
    """Return `note` as it should read where the checklist has nothing to say."""
    return note.replace(_CHECKLIST_HELPS, "")


def at_a_terminal(note: str) -> str:
    """Return `note` as it should read where the draft never was in Slack."""
    return note.replace(_IN_SLACK, _AT_A_TERMINAL)
