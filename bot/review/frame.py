"""How a draft is put before the model: between markers that nobody could have guessed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.review.hygiene import without_invisible


@dataclass(frozen=True, slots=True)
class Markers:
    """The opening and the closing marker of one request."""

    opening: str
    closing: str

    def around(self, text: str) -> str:
        """Return `text` between the markers, without any marker of its own."""
        for marker in (self.opening, self.closing):
            text = text.replace(marker, "")
        return f"{self.opening}\n{text}\n{self.closing}"


def new_markers(
    token: Callable[[], str] = lambda: secrets.token_hex(8), kind: str = "DRAFT"
) -> Markers:
    """Make markers for one request; `token` must not be guessable by who wrote the draft."""
    made = token()
    return Markers(f"<<<{kind} {made}>>>", f"<<<END {made}>>>")


def sendable(text: str) -> str:
    """Return `text` as a model may read it: nothing invisible, nothing that is no Unicode."""
    return without_invisible(text.encode("utf-8", "replace").decode())
