"""One sitting with a model: its budget, its deadline, and an end that is never an exception."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import structlog

from bot.review.answers import Answers, tokens_in
from bot.review.asking import Asker
from bot.review.endpoint import EndpointProblem
from bot.review.notes import note_for
from bot.review.outcome import ReviewStatus
from bot.review.parts import Parts
from bot.review.prompts import Prompt, PromptProblem

MOST_CHARACTERS = 20_000
"""More than any platform takes; the rest of a longer draft is not sent."""

_TOKENS_BESIDES = 2500
"""What a question takes besides its draft, roughly: the prompt with its schema, and the answer."""

log = structlog.get_logger(__name__)


class _Ended(Protocol):
    @property
    def status(self) -> ReviewStatus: ...


Done = TypeVar("Done", bound=_Ended)


@dataclass(frozen=True, slots=True)
class Sat(Generic[Done]):
    """What came of a sitting: `latency_ms` is whole milliseconds, `prompt_hash` may be empty."""

    done: Done
    answers: Answers
    prompt_hash: str
    latency_ms: int


class Sitting:
    """Asks a model, at most for so long, and never raises for anything an endpoint does."""

    def __init__(self, asker: Asker, parts: Parts, total_seconds: float) -> None:
        """`total_seconds` is for everything: every call, every retry, every wait."""
        self._asker = asker
        self._parts = parts
        self._total = total_seconds

    async def run(
        self,
        name: str,
        text: str,
        work: Callable[[Prompt, Answers], Awaitable[Done]],
        failed: Callable[[ReviewStatus, str], Done],
    ) -> Sat[Done]:
        """Do `work` with the prompt `name`; `text` is the draft that it is about.

        `failed` makes the result where the work has none, of the status and its sentence.
        """
        pace = self._asker.pace
        started = pace.monotonic()
        answers = Answers(self._asker, started + self._total)
        held = tokens_in(len(text[:MOST_CHARACTERS])) + _TOKENS_BESIDES
        prompt_hash = ""
        if await self._parts.budget.reserve(held):
            try:
                done, prompt_hash = await self._safely(name, work, failed, answers)
                await self._settle(done.status, answers)
            finally:
                self._parts.budget.release(held)
        else:
            status = ReviewStatus.BUDGET_EXCEEDED
            done = failed(status, note_for(status, self._parts.budget.back_at))
            await self._settle(status, answers)
        elapsed = round((pace.monotonic() - started) * 1000)
        return Sat(done, answers, prompt_hash, max(0, elapsed))

    async def _safely(
        self,
        name: str,
        work: Callable[[Prompt, Answers], Awaitable[Done]],
        failed: Callable[[ReviewStatus, str], Done],
        answers: Answers,
    ) -> tuple[Done, str]:
        prompt_hash = ""
        try:
            prompt = self._parts.prompts.get(name)
            prompt_hash = self._parts.prompts.hash()
            async with asyncio.timeout(self._total):
                return await work(prompt, answers), prompt_hash
        except TimeoutError:
            status = ReviewStatus.TIMEOUT
        except EndpointProblem as problem:
            status = problem.status
        except PromptProblem as problem:
            log.error("prompt_unusable", problem=str(problem))  # noqa: TRY400 -- it is for operators
            status = ReviewStatus.PROVIDER_ERROR
        except Exception as error:  # noqa: BLE001 -- the author always keeps the rules' verdict
            log.error("review_broke", error=type(error).__name__)  # noqa: TRY400 -- text may quote
            status = ReviewStatus.PROVIDER_ERROR
        return failed(status, note_for(status)), prompt_hash

    async def _settle(self, status: ReviewStatus, answers: Answers) -> None:
        try:
            await self._parts.budget.spend(answers.charged)
            await self._parts.trouble.note(status)
        except Exception as error:  # noqa: BLE001 -- the answer is there already
            log.warning("review_not_settled", error=type(error).__name__)

    def keyed(self, text: str) -> str:
        """Return what stands for a draft in logs."""
        message = text.encode("utf-8", "replace")
        return hmac.digest(self._parts.log_key, message, "sha256").hex()[:16]
