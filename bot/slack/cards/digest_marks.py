"""The blocks by which a digest and its thread are found again."""

from __future__ import annotations

from bot.digest.week import Week


def mark(week: Week) -> str:
    """Return the block by which a week's digest is found again."""
    return f"digest:{week}"


def thread_mark(week: Week) -> str:
    """Return the same for the message in its thread."""
    return f"digest-thread:{week}"
