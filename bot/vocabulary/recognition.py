"""Recognition: a colleague's good post or good catch, told to all only with their own yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

OPEN_FOR = timedelta(days=14)
"""How long somebody has for their yes; then the nomination is deleted."""
MOST_OPEN = 5
"""How many nominations may wait for one person's answer; more are let go of."""
LONGEST_LINK = 500


@dataclass(frozen=True, slots=True)
class Nomination:
    """What somebody would like to thank a colleague for, on its way to that colleague.

    `nomination_id` is made from `delivery`, Slack's id of the form. `by` is the nominator's Slack
    id, which the colleague reads and which is kept nowhere. `at` is in UTC.
    """

    delivery: str
    nominee: str
    by: str
    team: str | None
    link: str
    sentence: str
    at: datetime
    nomination_id: str = ""


@dataclass(frozen=True, slots=True)
class Thanks:
    """What is said of a colleague who said yes to it: their Slack id, a link and a sentence."""

    nominee: str
    link: str
    sentence: str


class Answered(StrEnum):
    """What an answer of a nominee came to."""

    ACCEPTED = "accepted"
    DELETED = "deleted"
    GONE = "gone"


class Nominations(Protocol):
    """Durable nominations: what is handed in here reaches the colleague, once."""

    async def start(self, nomination: Nomination) -> bool:
        """Send a nomination on its way; False when this delivery has been started before."""
        ...

    async def answer(
        self, team: str | None, user: str, nomination_id: str, *, accept: bool
    ) -> Answered:
        """Keep or delete a nomination of this person; `GONE` where they have none of this id."""
        ...


class Recognition(Protocol):
    """What the digest needs: the nominations that were accepted."""

    async def accepted(self, begin: datetime, end: datetime) -> tuple[Thanks, ...]:
        """Return what was accepted from `begin` until before `end` (UTC), oldest first."""
        ...


class Messenger(Protocol):
    """Asks the colleague."""

    async def ask(self, nomination: Nomination) -> None:
        """Send the private question. Safe to repeat; raises only where later may help."""
        ...


def is_link(text: str) -> bool:
    """Whether a text is one https address, with a host and without a password."""
    if not text.isprintable() or " " in text or len(text) > LONGEST_LINK:
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme == "https" and "." in host and "@" not in parts.netloc
