"""When Slack was silent, and that it is heard again."""

from __future__ import annotations

from datetime import UTC, datetime

_TOLD_S = 120.0
"""A shorter silence is over before anybody reads of it."""


class Silence:
    """Keeps one silence in mind until it is over. All moments in epoch seconds."""

    def __init__(self) -> None:
        """Begin with Slack being heard."""
        self._since_s: float | None = None

    def begun(self, heard_s: float) -> None:
        """Note that nothing was heard since then; what began earlier stands."""
        self._since_s = heard_s if self._since_s is None else self._since_s

    def ended(
        self, now_s: float, pong_s: float, tried_s: float
    ) -> tuple[datetime, datetime] | None:
        """Return from when until when it was silent (UTC), once, where that is worth a word.

        It is over when a pong is younger than the last try to connect.
        """
        since_s = self._since_s
        if since_s is None or pong_s <= tried_s:
            return None
        self._since_s = None
        if now_s - since_s < _TOLD_S:
            return None
        return datetime.fromtimestamp(since_s, UTC), datetime.fromtimestamp(now_s, UTC)
