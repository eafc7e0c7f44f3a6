"""What this process remembers for a short while, in memory alone, and never without bound."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """A mapping that forgets: what is older than `ttl_s` seconds, and the oldest over `most`."""

    def __init__(
        self, *, ttl_s: float, most: int, now: Callable[[], float] = time.monotonic
    ) -> None:
        """`now` answers in seconds that only go forward."""
        self._ttl_s = ttl_s
        self._most = most
        self._now = now
        self._kept: OrderedDict[str, tuple[float, Value]] = OrderedDict()

    def put(self, key: str, value: Value) -> None:
        """Remember `value`, and forget what is due."""
        self._kept.pop(key, None)
        self._kept[key] = (self._now() + self._ttl_s, value)
        while self._kept and (len(self._kept) > self._most or self._oldest() <= self._now()):
            self._kept.popitem(last=False)

    def get(self, key: str) -> Value | None:
        """Return what is remembered under `key`."""
        until, value = self._kept.get(key, (self._now(), None))
        return value if until > self._now() else None

    def __len__(self) -> int:
        """Return how much is held, due or not."""
        return len(self._kept)

    def _oldest(self) -> float:
        until, _ = next(iter(self._kept.values()))
        return until
