"""The whole of what a person is told about what is kept of them."""

from __future__ import annotations

from bot.messages import say


def privacy_text(host: str, keep_days: int) -> str:
    """Say what is kept of a person's checks, and what never is."""
    return "\n".join(
        (
            say("privacy.draft"),
            say("privacy.messages"),
            say("privacy.logs"),
            say("privacy.kept", count=keep_days) if keep_days else say("privacy.kept_nobody"),
            *([say("privacy.choices")] if keep_days else []),
            *([say("privacy.answers", count=keep_days)] if keep_days else []),
            say("privacy.nobody"),
            say("privacy.protected"),
            say("privacy.credential"),
            say("privacy.sent"),
            say("privacy.ai", host=host) if host else say("privacy.ai_off"),
        )
    )
