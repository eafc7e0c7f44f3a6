"""What was said of findings before their check was written down, in this process's memory."""

from __future__ import annotations

from bot.check import Action

_MOST = 1_000  # checks


class Early:
    """Keeps what was said, by check, author and finding, until the check is there."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self._said: dict[tuple[str, str], dict[str, Action | None]] = {}

    def put(self, check_id: str, author_key: str, address: str, action: Action | None) -> None:
        """Keep what was said of the finding with an address; of too many checks the oldest goes."""
        self._said.setdefault((check_id, author_key), {})[address] = action
        while len(self._said) > _MOST:
            self._said.pop(next(iter(self._said)))

    def take(self, check_id: str, author_key: str) -> dict[str, Action | None]:
        """Return what was said of a check's findings, and keep it no longer."""
        return self._said.pop((check_id, author_key), {})
