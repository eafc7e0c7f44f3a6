"""The reviewer behind an endpoint: one draft in, one checked review out, inside one deadline."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import structlog

from bot.review.answers import Answers, tokens_in
from bot.review.asking import Asker
from bot.review.briefing import Briefing
from bot.review.budget import Budget
from bot.review.conclude import Said, conclude, said_about
from bot.review.endpoint import EndpointProblem
from bot.review.frame import new_markers, sendable
from bot.review.notes import note_for
from bot.review.outcome import ReadPage, Review, ReviewStatus
from bot.review.prompts import Prompt, PromptProblem, Prompts
from bot.review.redact import Redactor
from bot.review.sharing import is_share
from bot.review.trouble import Trouble
from bot.review.verify import Backed, NoSources, SourcePage, Sources, Verifier
from bot.review.wire import ReviewOutput
from bot.verdict import Draft

MOST_CHARACTERS = 20_000
"""More than any platform takes; the rest of a longer draft is not sent."""

_TOKENS_BESIDES = 2500
"""What a review takes besides its draft, roughly: the prompt with its schema, and the answer."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reviewer is made of, besides the model it asks.

    `log_key` keys the hashes in logs. Without `sources` every claim lacks a source. `watch` sees
    what was said and how its claims were labelled, before anything is chosen to be shown.
    """

    prompts: Prompts
    briefing: Briefing
    redactor: Redactor
    budget: Budget
    trouble: Trouble
    log_key: bytes
    sources: Sources = field(default_factory=NoSources)
    watch: Callable[[Said, Backed], None] | None = None


class ModelReviewer:
    """A Reviewer that asks a model. It never raises for anything an endpoint does."""

    def __init__(self, asker: Asker, parts: Parts, total_seconds: float = 25.0) -> None:
        """`total_seconds` is for everything: every call, every retry, every wait."""
        self._asker = asker
        self._parts = parts
        self._verifier = Verifier(parts.sources, parts.prompts, parts.redactor)
        self._total = total_seconds

    @property
    def host(self) -> str:
        """The host a draft is sent to."""
        return self._asker.endpoint.host

    async def aclose(self) -> None:
        """Let go of the running loop's connections."""
        await self._asker.endpoint.aclose()

    async def review(self, draft: Draft) -> Review:
        """Return the review of `draft` within the deadline, whatever the endpoint does."""
        if not draft.text.strip():
            return Review(ReviewStatus.OK)
        started = self._asker.pace.monotonic()
        heard = Answers(self._asker, started + self._total)
        held = tokens_in(len(draft.text[:MOST_CHARACTERS])) + _TOKENS_BESIDES
        if await self._parts.budget.reserve(held):
            try:
                review = await self._safely(draft, heard)
                await self._settle(review.status, heard)
            finally:
                self._parts.budget.release(held)
        else:
            status = ReviewStatus.BUDGET_EXCEEDED
            review = Review(status, note=note_for(status, self._parts.budget.back_at))
            await self._settle(status, heard)
        elapsed = round((self._asker.pace.monotonic() - started) * 1000)
        review = replace(
            review, model=self._asker.model, tokens=heard.tokens, latency_ms=max(0, elapsed)
        )
        self._log(draft, review, heard)
        return review

    async def _safely(self, draft: Draft, answers: Answers) -> Review:
        prompt_hash = ""
        try:
            prompt = self._parts.prompts.get("review")
            prompt_hash = self._parts.prompts.hash()
            async with asyncio.timeout(self._total):
                review = await self._read(draft, prompt, answers)
            return replace(review, prompt_hash=prompt_hash)
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
        return Review(status, note=note_for(status), prompt_hash=prompt_hash)

    async def _read(self, draft: Draft, prompt: Prompt, answers: Answers) -> Review:
        hidden = self._parts.redactor.redact(sendable(draft.text[:MOST_CHARACTERS]))
        messages = self._parts.briefing.review(prompt, draft, hidden.text, new_markers())
        looking = asyncio.create_task(self._pages(draft))  # while the model reads
        try:
            heard = await answers.get(messages, ReviewOutput)
            pages = await looking
        finally:
            looking.cancel()
        said = said_about(draft, heard, hidden.restore)
        backed = await self._verifier.back(said.checkable, draft, answers, pages)
        if self._parts.watch is not None:
            self._parts.watch(said, backed)
        review = conclude(draft, said, backed, self._parts.briefing.without)
        return replace(review, pages=tuple(ReadPage(page.url, page.dated) for page in pages or ()))

    async def _pages(self, draft: Draft) -> Sequence[SourcePage] | None:
        """Return the pages of a draft that shares them, None for any other: they may not matter."""
        return await self._verifier.pages(draft) if is_share(draft) else None

    async def _settle(self, status: ReviewStatus, answers: Answers) -> None:
        try:
            await self._parts.budget.spend(answers.charged)
            await self._parts.trouble.note(status)
        except Exception as error:  # noqa: BLE001 -- the review is there already
            log.warning("review_not_settled", error=type(error).__name__)

    def _log(self, draft: Draft, review: Review, answers: Answers) -> None:
        log.info(
            "review_finished",
            status=review.status.value,
            draft_key=self._keyed(draft.text),
            draft_length=len(draft.text),
            answer_length=answers.length,
            findings=len(review.findings),
            dropped=review.dropped,
            calls=answers.calls,
            tokens=review.tokens,
            latency_ms=review.latency_ms,
        )

    def _keyed(self, text: str) -> str:
        message = text.encode("utf-8", "replace")
        return hmac.new(self._parts.log_key, message, hashlib.sha256).hexdigest()[:16]
