"""The port to a model: one question, one reply, and one kind of problem for every failure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.review.outcome import ReviewStatus


@dataclass(frozen=True, slots=True)
class Reply:
    """What an endpoint sent back.

    `tokens` is its own count of everything, `written` of the answer alone; 0 where it gives none.
    """

    text: str = field(repr=False)
    finish_reason: str = ""
    refusal: str = field(default="", repr=False)
    tokens: int = 0
    written: int = 0


class EndpointProblem(Exception):
    """An endpoint did not answer.

    `status` is how the review ends if nothing helps. `retry` says whether asking again may.
    `retry_after` is how many seconds the endpoint asked to wait. `complaint` is what it said about
    our request: it may hold anything, so it is read for parameter names and never shown or logged.
    """

    def __init__(
        self,
        status: ReviewStatus,
        *,
        retry: bool = False,
        retry_after: float | None = None,
        complaint: str = "",
    ) -> None:
        """Make a problem whose own text says no more than its status."""
        super().__init__(status.value)
        self.status = status
        self.retry = retry
        self.retry_after = retry_after
        self.complaint = complaint


class Endpoint(Protocol):
    """Something that speaks the chat-completions protocol."""

    @property
    def host(self) -> str:
        """The host that questions are sent to."""
        ...

    async def post(self, body: Mapping[str, Any]) -> Reply:
        """Send one request; raises EndpointProblem, and nothing else but cancellation."""
        ...

    async def aclose(self) -> None:
        """Let go of every connection."""
        ...
