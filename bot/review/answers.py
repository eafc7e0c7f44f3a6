"""From a question to a model's answer in our shape: asked, read, repaired once, salvaged."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.review.asking import Asker
from bot.review.briefing import again
from bot.review.endpoint import EndpointProblem, Reply
from bot.review.fit import Fitted, fit, problems
from bot.review.manners import Message
from bot.review.outcome import ReviewStatus
from bot.review.parse import cut_object, first_object
from bot.review.wire import Wire

Output = TypeVar("Output", bound=Wire)

_SECONDS_TO_REPAIR = 2.0  # with less left, what can be salvaged is worth more than a second try
_SECONDS_TO_FINISH = 0.5
_AN_IMAGE = 6_000  # what a picture is charged as, in characters, where a server counts nothing
_CHARACTERS_A_TOKEN = 4  # a rough guess for servers that count nothing


@dataclass(frozen=True, slots=True)
class Heard(Generic[Output]):
    """An answer: `lost` counts its parts that did not fit, `cut` says that its end is missing."""

    output: Output
    lost: int = 0
    cut: bool = False


class Answers:
    """The answers of one review, and what they cost."""

    def __init__(self, asker: Asker, deadline: float) -> None:
        """`deadline` is a moment of the asker's clock."""
        self._asker = asker
        self._deadline = deadline
        self.tokens = 0
        self.charged = 0
        self.length = 0
        self.calls = 0

    @property
    def seconds_left(self) -> float:
        """Seconds until the deadline."""
        return self._deadline - self._asker.pace.monotonic()

    async def get(self, messages: list[Message], shape: type[Output]) -> Heard[Output]:
        """Ask and return what fits; raises EndpointProblem when nothing usable comes back."""
        reply = await self._ask(messages, shape)
        if reply.finish_reason == "length":
            return _cut(reply, shape)
        first = _fitted(reply.text, shape)
        if first is not None and first.lost == 0:
            return Heard(first.output)
        second = await self._repaired(messages, reply, shape) if reply.text.strip() else None
        usable = [found for found in (first, second) if found is not None]
        if not usable:
            raise EndpointProblem(ReviewStatus.INVALID_OUTPUT)
        best = min(usable, key=lambda found: found.lost)
        return Heard(best.output, best.lost)

    async def _ask(self, messages: list[Message], shape: type[Wire]) -> Reply:
        self.calls += 1
        sent = sum(len(message["content"]) for message in messages)
        sent += sum(_AN_IMAGE for message in messages if "image" in message)
        try:
            reply = await self._asker.ask(messages, shape, self._deadline)
        except asyncio.CancelledError:  # it was read all the same, and is likely to be billed
            self.charged += tokens_in(sent)
            raise
        self.tokens += reply.tokens
        self.charged += reply.tokens or tokens_in(sent + len(reply.text))
        self.length += len(reply.text)
        if reply.refusal or reply.finish_reason == "content_filter":
            raise EndpointProblem(ReviewStatus.REFUSED)
        return reply

    async def _repaired(
        self, messages: list[Message], reply: Reply, shape: type[Output]
    ) -> Fitted[Output] | None:
        left = self.seconds_left
        if left < _SECONDS_TO_REPAIR:
            return None
        where = problems(first_object(reply.text, shape.model_fields), shape)
        try:
            async with asyncio.timeout(left - _SECONDS_TO_FINISH):
                second = await self._ask(again(messages, reply.text, where), shape)
        except (TimeoutError, EndpointProblem):
            return None
        return _fitted(second.text, shape)


def tokens_in(characters: int) -> int:
    """Guess how many tokens so many characters are."""
    return characters // _CHARACTERS_A_TOKEN


def _fitted(answer: str, shape: type[Output]) -> Fitted[Output] | None:
    return fit(first_object(answer, shape.model_fields), shape)


def _cut(reply: Reply, shape: type[Output]) -> Heard[Output]:
    fitted = fit(cut_object(reply.text, shape.model_fields), shape)
    if fitted is None:
        raise EndpointProblem(ReviewStatus.INVALID_OUTPUT)
    return Heard(fitted.output, fitted.lost, cut=True)
