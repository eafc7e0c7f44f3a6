"""An approved statement, as rules offer it and as claims are compared with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.languages.telling import language_of
from bot.verdict import Platform


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement that comms approved.

    `wording` is how to put it in a post, `wordings` the same in other languages, by their codes. It
    holds from `valid_from` until just before
    `valid_until` (both UTC; None: until somebody says otherwise), on `platforms` (empty: on all).
    """

    id: str
    statement: str
    wording: str
    source: str
    owner: str
    valid_from: datetime
    valid_until: datetime | None = None
    platforms: frozenset[Platform] = frozenset()
    wordings: tuple[tuple[str, str], ...] = ()

    def wording_in(self, language: str) -> str:
        """Return how to put it in a draft of a language; empty where nobody has approved that.

        Where the draft's language is not known, `language` is empty.
        """
        own = language_of(self.wording)
        if not language or own in {"", language}:
            return self.wording
        return dict(self.wordings).get(language, "")

    def begun(self, at: datetime) -> bool:
        """Whether the statement may be used already at that moment."""
        return self.valid_from <= at

    def expired(self, at: datetime) -> bool:
        """Whether the statement no longer holds at that moment."""
        return self.valid_until is not None and self.valid_until <= at

    def is_for(self, platform: Platform) -> bool:
        """Whether the statement may be used on that platform."""
        return not self.platforms or platform in self.platforms

    def holds(self, at: datetime, platform: Platform) -> bool:
        """Whether the statement may be offered there and then."""
        return self.begun(at) and not self.expired(at) and self.is_for(platform)
