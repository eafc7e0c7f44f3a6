"""The whole of what a person is told about what is kept of them."""

from __future__ import annotations

from bot.messages import say


def privacy_text(host: str, keep_days: int, lend_days: int = 0) -> str:
    """Say what is kept of a person's checks, and what never is.

    `lend_days` is for how long a draft may be lent to comms; 0 where nobody is asked.
    """
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
            *([say("privacy.lent", count=lend_days)] if lend_days else []),
            say("privacy.ai", host=host) if host else say("privacy.ai_off"),
            say("privacy.all"),
        )
    )
