"""What an author wishes under a draft that was read, and the ports that bring the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.review.outcome import FollowedUp
from bot.verdict import Draft


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish, with everything needed to answer it after a crash.

    `wished_id` is random, and marks the answer. `delivery` is Slack's own id of the message.
    `thread` is the conversation and the message under which all of it stands. `why` says that a
    reason is asked for, `translated` that another language is. `ready` is an answer that needs no
    model, as Slack takes it. `language` is the one that the author reads. `message` is Slack's name
    of the message that wishes.
    """

    wished_id: str
    delivery: str
    user: str
    team: str | None
    thread: str
    draft: Draft
    at: datetime
    text: str = field(repr=False)
    why: bool = False
    translated: bool = False
    ready: Mapping[str, Any] | None = field(default=None, repr=False)
    language: str = ""
    message: str = ""


class Wishes(Protocol):
    """Durable wishes: what is started here is answered, even by the next process."""

    async def start(self, wished: Wished) -> bool:
        """Start on a wish; False when this delivery has been started before."""
        ...


class WishDelivery(Protocol):
    """Brings the answer to a wish to its author, once."""

    async def answer(self, wished: Wished, word: FollowedUp | None) -> str | None:
        """Put the answer under the draft. Safe to repeat.

        `word` is what the reviewer said, None where the answer was ready. Returns the place of an
        answer that is to be deleted in a day. Raises where trying again later may help.
        """
        ...
