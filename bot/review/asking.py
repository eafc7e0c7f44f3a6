"""How a question gets its reply: manners, one retry, waiting out a busy server, the breaker."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.review.breaker import Breaker
from bot.review.endpoint import Endpoint, EndpointProblem, Reply
from bot.review.manners import LearntManners, Manners, Message
from bot.review.outcome import ReviewStatus
from bot.review.wire import Wire

_SECONDS_TO_ANSWER = 3.0  # waiting longer would leave the model no time
_FIRST_WAIT = 1.0
_RETRY_PAUSE = 0.5
_MOST_TRIES = 6
_ABOUT_IMAGES = re.compile("image|vision|multi-?modal")
_SECONDS_OF_GRACE = 1.0  # a call may be given up that much before the deadline, to finish in time


@dataclass(frozen=True, slots=True)
class Pace:
    """Time as the asker sees it, so that tests need not wait."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    jitter: Callable[[], float] = field(default=random.random)


class Asker:
    """Asks one model on one endpoint, as patiently as the deadline allows."""

    def __init__(self, endpoint: Endpoint, model: str, pace: Pace) -> None:
        """Nothing is asked yet."""
        self.endpoint = endpoint
        self.model = model
        self.manners = LearntManners()
        self.pace = pace
        self._breaker = Breaker(pace.monotonic)

    async def ask(self, messages: Sequence[Message], shape: type[Wire], deadline: float) -> Reply:
        """Return the reply; raises EndpointProblem. `deadline` is a moment of `pace.monotonic`."""
        if not self._breaker.allows():
            raise EndpointProblem(ReviewStatus.PROVIDER_ERROR)
        try:
            reply = await self._patiently(messages, shape, deadline)
        except EndpointProblem as problem:
            if problem.status is ReviewStatus.PROVIDER_ERROR and not _shows_image(messages):
                self._breaker.failed()  # one that takes no pictures may well take drafts
            else:
                self._breaker.succeeded()
            raise
        except asyncio.CancelledError:
            if self.pace.monotonic() + _SECONDS_OF_GRACE >= deadline:
                self._breaker.failed()  # it ran out of time; whoever else cancels says nothing
            raise
        self._breaker.succeeded()
        return reply

    async def _patiently(
        self, messages: Sequence[Message], shape: type[Wire], deadline: float
    ) -> Reply:
        retried, wait, tries = False, _FIRST_WAIT, 0
        while True:
            tries += 1
            try:
                return await self._politely(messages, shape)
            except EndpointProblem as problem:
                busy = problem.status is ReviewStatus.RATE_LIMITED
                if not problem.retry or (retried and not busy) or tries == _MOST_TRIES:
                    raise
                pause = self._jittered(wait if busy else _RETRY_PAUSE)
                pause = max(pause, problem.retry_after or 0.0)  # some say 0 and mean nothing by it
                if self.pace.monotonic() + pause + _SECONDS_TO_ANSWER > deadline:
                    raise
            if busy:
                wait *= 2
            else:
                retried = True
            await self.pace.sleep(pause)

    async def _politely(self, messages: Sequence[Message], shape: type[Wire]) -> Reply:
        host = self.endpoint.host
        manners: Manners | None = self.manners.of(host, self.model)
        while manners is not None:
            try:
                reply = await self.endpoint.post(manners.body(self.model, messages, shape))
            except EndpointProblem as problem:
                manners = manners.after(problem.complaint) if problem.complaint else None
                no_eyes = _shows_image(messages) and _ABOUT_IMAGES.search(problem.complaint)
                if manners is None or no_eyes:
                    raise
            else:
                self.manners.worked(host, self.model, manners)
                return reply
        raise EndpointProblem(ReviewStatus.PROVIDER_ERROR)  # pragma: no cover -- left by raising

    def _jittered(self, seconds: float) -> float:
        return seconds * (0.5 + self.pace.jitter())


def _shows_image(messages: Sequence[Message]) -> bool:
    return any("image" in message for message in messages)
