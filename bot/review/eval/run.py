"""Putting labelled drafts before the reviewer and noting everything that can be counted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.review.asking import Asker, Pace
from bot.review.conclude import Said
from bot.review.endpoint import Endpoint
from bot.review.eval.answers import Overheard
from bot.review.eval.cases import Case, Mark
from bot.review.manners import LearntManners
from bot.review.outcome import ReviewStatus
from bot.review.reader import ModelReviewer, Parts
from bot.review.verify import Backed

ERRORS = frozenset(
    {
        ReviewStatus.TIMEOUT,
        ReviewStatus.RATE_LIMITED,
        ReviewStatus.QUOTA_EXHAUSTED,
        ReviewStatus.AUTH_ERROR,
        ReviewStatus.MODEL_NOT_FOUND,
        ReviewStatus.PROVIDER_ERROR,
        ReviewStatus.REFUSED,
        ReviewStatus.BUDGET_EXCEEDED,
    }
)
"""How a review ends when the provider is to blame: such a case says nothing about the prompt."""

NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class Seen:
    """One review of one case. `shown` are the findings an author would have read.

    `claims` are those selected for checking, with the label our code gave them. `quotes` counts
    the quotes the model gave, `anchored` those that stand in the draft. `ticks` are those of a
    reply that the model quoted words for which stand in it.
    """

    case: Case
    status: ReviewStatus
    tone: tuple[Mark, ...] = ()
    claims: tuple[Mark, ...] = ()
    shown: tuple[str, ...] = ()
    quotes: int = 0
    anchored: int = 0
    rung: str = ""
    asked_tokens: int = 0
    written_tokens: int = 0
    latency_ms: int = 0
    answers: tuple[str, ...] = ()
    ticks: frozenset[str] = frozenset()

    @property
    def is_error(self) -> bool:
        """Whether the provider failed, so that nothing can be said."""
        return self.status in ERRORS

    @property
    def is_right(self) -> bool:
        """Whether every label was found, none was made up, and every claim got its own."""
        if self.case.ticks is not None:
            return self.ticks == self.case.ticks
        return _matches(self.tone, self.case.tone) and _matches(self.claims, self.case.claims)


class Examiner:
    """Reviews cases, a few at a time, each with the parts of a real reviewer."""

    def __init__(
        self, parts: Parts, model: str, *, at_once: int = 4, pace: Pace | None = None
    ) -> None:
        """`parts` have sources and prompts as the bot would have them."""
        self._parts = parts
        self._model = model
        self._manners = LearntManners()
        self._pace = pace or Pace()
        self._turn = asyncio.Semaphore(at_once)

    async def examine(
        self, asked: Sequence[tuple[Case, Endpoint]], done: Callable[[], None] = lambda: None
    ) -> list[Seen]:
        """Review each case at its endpoint; `done` is called after each."""

        async def one(case: Case, endpoint: Endpoint) -> Seen:
            async with self._turn:
                seen = await self._look(case, endpoint)
            done()
            return seen

        return list(await asyncio.gather(*(one(case, endpoint) for case, endpoint in asked)))

    async def _look(self, case: Case, endpoint: Endpoint) -> Seen:
        found: list[tuple[Said, Backed]] = []
        overheard = Overheard(endpoint)
        asker = Asker(overheard, self._model, self._pace)
        asker.manners = self._manners  # what one case taught, the next one knows
        parts = replace(self._parts, watch=lambda said, backed: found.append((said, backed)))
        reviewer = ModelReviewer(asker, parts)
        review = await reviewer.review(case.draft, reviewer.hide(case.comment))
        seen = Seen(
            case,
            review.status,
            shown=tuple(finding.rule for finding in review.findings),
            rung=self._manners.of(endpoint.host, self._model).rung.name.lower(),
            asked_tokens=sum(reply.tokens - reply.written for reply in overheard.replies),
            written_tokens=sum(reply.written for reply in overheard.replies),
            latency_ms=review.latency_ms,
            answers=tuple(reply.text for reply in overheard.replies),
            ticks=frozenset(one.name for one in (review.reply.ticks if review.reply else ())),
        )
        return _with_marks(seen, *found[0], self._parts.briefing.without) if found else seen


def _with_marks(seen: Seen, said: Said, backed: Backed, without: frozenset[str]) -> Seen:
    tone = (Mark(one.start, one.end, one.item.category.value) for one in said.tone)
    judged = zip(said.checkable, backed.judged, strict=True)
    return replace(
        seen,
        tone=tuple(mark for mark in tone if mark.word not in without),
        claims=tuple(
            Mark(claim.start, claim.end, one.label.value if one else NOT_COMPARED)
            for claim, one in judged
        ),
        quotes=said.named,
        anchored=said.anchored,
    )


def _matches(found: Sequence[Mark], wanted: Sequence[Mark]) -> bool:
    return all(has(one, wanted) for one in found) and all(has(one, found) for one in wanted)


def has(mark: Mark, others: Sequence[Mark]) -> bool:
    """Whether one of `others` is in the same place and says the same."""
    return any(mark.word == other.word and mark.touches(other) for other in others)
