"""What the comms channel reads when AI review needs somebody."""

from __future__ import annotations

from bot.review.outcome import ReviewStatus

_WHAT = {
    ReviewStatus.AUTH_ERROR: "{host} does not accept its key. A new OPENAI_API_KEY mends it.",
    ReviewStatus.MODEL_NOT_FOUND: (
        "{host} does not know its model. CHECKPOST_MODEL should name one that it has."
    ),
    ReviewStatus.QUOTA_EXHAUSTED: "the account at {host} is used up. Topping it up mends it.",
}


def needs_somebody(status: ReviewStatus, host: str) -> str:
    """Return the message for a status of `bot.review.trouble.MENDABLE`."""
    what = _WHAT[status].format(host=host)
    return (
        f"AI review is resting: {what} Please pass this on to whoever runs Checkpost. "
        "The rules work as always, and everybody who checks a draft is told."
    )
