"""The reviewer behind an endpoint: one draft in, one checked review out, inside one deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import structlog

from bot.review.answers import Answers
from bot.review.asking import Asker
from bot.review.conclude import conclude, said_about
from bot.review.followup import FollowUps
from bot.review.frame import new_markers, sendable
from bot.review.manners import Message
from bot.review.outcome import FollowedUp, ReadPage, Review, ReviewStatus
from bot.review.parts import Parts
from bot.review.prompts import Prompt
from bot.review.replying import hidden_comment, reply_said
from bot.review.sharing import is_share
from bot.review.sitting import MOST_CHARACTERS, Sitting
from bot.review.verify import SourcePage, Verifier
from bot.review.wire import ReplyOutput, ReviewOutput
from bot.verdict import Draft, Purpose

__all__ = ["MOST_CHARACTERS", "ModelReviewer", "Parts"]

log = structlog.get_logger(__name__)


class ModelReviewer:
    """A Reviewer that asks a model. It never raises for anything an endpoint does."""

    def __init__(self, asker: Asker, parts: Parts, total_seconds: float = 25.0) -> None:
        """`total_seconds` is for everything: every call, every retry, every wait."""
        self._asker = asker
        self._parts = parts
        self._sitting = Sitting(asker, parts, total_seconds)
        self._verifier = Verifier(parts.sources, parts.prompts, parts.redactor)

    @property
    def host(self) -> str:
        """The host a draft is sent to."""
        return self._asker.endpoint.host

    async def aclose(self) -> None:
        """Let go of the running loop's connections."""
        await self._asker.endpoint.aclose()

    def hide(self, comment: str) -> str:
        """Return what of somebody's comment may travel: personal data and secret names hidden."""
        return hidden_comment(comment, self._parts.redactor)

    async def review(self, draft: Draft, comment: str = "") -> Review:
        """Return the review of `draft` within the deadline, whatever the endpoint does."""
        if not draft.text.strip():
            return Review(ReviewStatus.OK)
        reading = partial(self._read, draft, comment)
        name = "reply" if draft.purpose is Purpose.REPLY else "review"
        sat = await self._sitting.run(name, draft.text, reading, _failed)
        review = replace(
            sat.done,
            prompt_hash=sat.prompt_hash,
            model=self._asker.model,
            tokens=sat.answers.tokens,
            latency_ms=sat.latency_ms,
        )
        self._log(draft, review, sat.answers)
        return review

    async def follow_up(self, draft: Draft, wish: str) -> FollowedUp:
        """Return what a model says to an author's wish about a draft, within the deadline."""
        return await FollowUps(self._asker, self._parts, self._sitting).follow_up(draft, wish)

    async def _read(self, draft: Draft, comment: str, prompt: Prompt, answers: Answers) -> Review:
        hidden = self._parts.redactor.redact(sendable(draft.text[:MOST_CHARACTERS]))
        messages, shape = self._asked(draft, comment, prompt, hidden.text)
        looking = asyncio.create_task(self._pages(draft))  # while the model reads
        try:
            heard = await answers.get(messages, shape)
            pages = await looking
        finally:
            looking.cancel()
        said = said_about(draft, heard, hidden.restore)
        backed = await self._verifier.back(said.checkable, draft, answers, pages)
        if self._parts.watch is not None:
            self._parts.watch(said, backed)
        review = conclude(draft, said, backed, self._parts.briefing.without)
        told = reply_said(draft, heard.output, hidden.restore)
        read = tuple(ReadPage(page.url, page.dated) for page in pages or ())
        return replace(review, pages=read, reply=told if review.status.answered else None)

    def _asked(
        self, draft: Draft, comment: str, prompt: Prompt, text: str
    ) -> tuple[list[Message], type[ReviewOutput]]:
        briefing = self._parts.briefing
        if draft.purpose is not Purpose.REPLY:
            return briefing.review(prompt, draft, text, new_markers()), ReviewOutput
        # Hidden once more: what was carried may come from a process with other secret names.
        parts = (text, self.hide(comment))
        markers = (new_markers(), new_markers(kind="COMMENT"))
        return briefing.reply(prompt, draft, parts, markers), ReplyOutput

    async def _pages(self, draft: Draft) -> Sequence[SourcePage] | None:
        """Return the pages of a draft that shares them, None for any other: they may not matter."""
        return await self._verifier.pages(draft) if is_share(draft) else None

    def _log(self, draft: Draft, review: Review, answers: Answers) -> None:
        log.info(
            "review_finished",
            status=review.status.value,
            draft_key=self._sitting.keyed(draft.text),
            draft_length=len(draft.text),
            answer_length=answers.length,
            findings=len(review.findings),
            dropped=review.dropped,
            calls=answers.calls,
            tokens=review.tokens,
            latency_ms=review.latency_ms,
        )


def _failed(status: ReviewStatus, note: str) -> Review:
    return Review(status, note=note)
