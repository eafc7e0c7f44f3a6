"""What may be measured of a running bot, and the silence that is the default.

Nothing here knows a topic, a verdict or a person, and a guarded check never comes this far.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class Telemetry(Protocol):
    """Figures for whoever runs the bot. All durations are in seconds."""

    def carded(self, seconds: float) -> None:
        """A check has its first card, so long after Slack delivered it."""
        ...

    def reviewed(self, status: str, seconds: float) -> None:
        """A review ended, in one of the words of the failure ladder."""
        ...

    def delivered(self, seconds: float) -> None:
        """A result reached its author, so long after its review was there."""
        ...

    def span(self, name: str) -> AbstractContextManager[object]:
        """Return a stretch of work to be traced; its name is all that is told of it."""
        ...


class Silence:
    """Measures nothing."""

    def carded(self, seconds: float) -> None:
        """Let it pass."""

    def reviewed(self, status: str, seconds: float) -> None:
        """Let it pass."""

    def delivered(self, seconds: float) -> None:
        """Let it pass."""

    def span(self, name: str) -> AbstractContextManager[object]:
        """Return a context that does nothing."""
        del name
        return nullcontext()
