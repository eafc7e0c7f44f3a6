"""The breaker: after five failures in a row a model is left alone for a while."""

from __future__ import annotations

from collections.abc import Callable

FAILURES = 5
REST_SECONDS = 60.0


class Breaker:
    """Counts failures in a row. While it is open nobody waits for a model that does not answer."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """`monotonic` answers in seconds and never goes back."""
        self._monotonic = monotonic
        self._failures = 0
        self._rests_until = 0.0

    def allows(self) -> bool:
        """Whether the model may be asked. After the rest one caller may try for all."""
        if self._failures < FAILURES:
            return True
        now = self._monotonic()
        if now < self._rests_until:
            return False
        self._rests_until = now + REST_SECONDS
        return True

    def succeeded(self) -> None:
        """Note that the model answered, whatever it said."""
        self._failures = 0

    def failed(self) -> None:
        """Note that the model could not be asked."""
        self._failures += 1
        if self._failures >= FAILURES:
            self._rests_until = self._monotonic() + REST_SECONDS
