"""What a person is told about what is kept: the deal in four lines, and the whole of it."""

from __future__ import annotations

from bot.messages import say


def deal_text(host: str, keep_days: int) -> str:
    """Return the four lines that come before anything is stored; `host` is empty without AI.

    With `keep_days` 0 nothing is kept of anybody.
    """
    return "\n".join(
        (
            say("deal.reads"),
            say("deal.private"),
            say("deal.ai", host=host) if host else say("notice.ai_off"),
            say("deal.keeps", count=keep_days) if keep_days else say("deal.keeps_nobody"),
        )
    )


def privacy_text(host: str, keep_days: int) -> str:
    """Say what is kept of a person's checks, and what never is."""
    return "\n".join(
        (
            say("privacy.draft"),
            say("privacy.messages"),
            say("privacy.logs"),
            say("privacy.kept", count=keep_days) if keep_days else say("privacy.kept_nobody"),
            say("privacy.nobody"),
            say("privacy.protected"),
            say("privacy.credential"),
            say("privacy.sent"),
            say("privacy.ai", host=host) if host else say("privacy.ai_off"),
        )
    )
