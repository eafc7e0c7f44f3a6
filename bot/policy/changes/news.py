"""Who hears of changes that were made to the rules, and of those that were taken back."""

from __future__ import annotations

from typing import Protocol

from bot.policy.changes.change import Change


class News(Protocol):
    """Hears of changes. It raises nothing: whatever goes wrong there, the change stands."""

    async def made(self, path: str, change: Change) -> None:
        """Hear of a change that was written to `path`."""
        ...

    async def undone(self, path: str) -> None:
        """Hear that the change at `path` was taken back."""
        ...
