"""The verify call: checkable claims beside the passages found for them, compared by the model."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import structlog

from bot.review.anchor import Anchored
from bot.review.answers import Answers
from bot.review.comparing import Asked, Said, judged_by, needed_numbers, question
from bot.review.endpoint import EndpointProblem
from bot.review.labels import Judged, SourcePassage
from bot.review.prompts import PromptProblem, Prompts
from bot.review.redact import Redactor
from bot.review.sentences import sentence_around
from bot.review.wire import Claim, Passage, VerifyOutput
from bot.verdict import Draft

_MOST_CLAIMS = 5
_SECONDS_TO_FINISH = 0.5

log = structlog.get_logger(__name__)


class SourcePage(Protocol):
    """A page that a draft links to, as it was read."""

    @property
    def url(self) -> str:
        """Where it was found in the end."""
        ...

    @property
    def text(self) -> str:
        """Its words, one paragraph a line."""
        ...

    @property
    def dated(self) -> date | None:
        """The day it says it is from, where it says one."""
        ...


class Sources(Protocol):
    """Where passages come from: our own search, never a model's memory."""

    async def pages(self, draft: Draft) -> Sequence[SourcePage]:
        """Read what the draft links to, where that is allowed."""
        ...

    async def find(
        self, draft: Draft, stated: Sequence[str], pages: Sequence[SourcePage] | None = None
    ) -> Sequence[Sequence[SourcePassage]]:
        """Return for each statement the passages that may speak to it, the closest first.

        `pages` are the draft's pages if they were read already; None: read them if need be.
        """
        ...


class NoSources:
    """No source is connected: every claim lacks evidence, and nothing is asked."""

    async def pages(self, draft: Draft) -> Sequence[SourcePage]:
        """Nothing."""
        del draft
        return ()

    async def find(
        self, draft: Draft, stated: Sequence[str], pages: Sequence[SourcePage] | None = None
    ) -> Sequence[Sequence[SourcePassage]]:
        """Nothing for anything."""
        del draft, pages
        return [() for _ in stated]


@dataclass(frozen=True, slots=True)
class Backed:
    """The labels of claims in their order; None where the comparison could not be made."""

    judged: tuple[Judged | None, ...]

    @property
    def complete(self) -> bool:
        """Whether every comparison was made."""
        return None not in self.judged


class Verifier:
    """Finds passages for claims and has them compared, in one call at most."""

    def __init__(self, sources: Sources, prompts: Prompts, redactor: Redactor) -> None:
        """Nothing is looked up yet."""
        self._sources = sources
        self._prompts = prompts
        self._redactor = redactor

    async def pages(self, draft: Draft) -> Sequence[SourcePage]:
        """Return the pages that `draft` links to; none where they cannot be had."""
        try:
            return await self._sources.pages(draft)
        except Exception as error:  # noqa: BLE001 -- a page is worth less than the review
            log.warning("pages_not_read", error=type(error).__name__)
            return ()

    async def back(
        self,
        claims: Sequence[Anchored[Claim]],
        draft: Draft,
        answers: Answers,
        pages: Sequence[SourcePage] | None = None,
    ) -> Backed:
        """Label each claim. Without any passage there is no call.

        What was not compared has no label: the call failed, said nothing about that claim, or
        there was no room to ask about it.
        """
        stated = [sentence_around(draft.text, claim.start, claim.end) for claim in claims]
        meant = [f"{text} {claim.item.claim}" for text, claim in zip(stated, claims, strict=True)]
        found = await self._found(draft, meant, pages) if meant else ()
        if found is None:
            return Backed((None,) * len(claims))
        rows = {
            f"c{number}": Asked(text, needed_numbers(claim, draft, text), passages)
            for number, (claim, text, passages) in enumerate(
                zip(claims, stated, found, strict=True)
            )
        }
        asked = dict([row for row in rows.items() if row[1].passages][:_MOST_CLAIMS])
        said = await self._compare(asked, answers) if asked else None
        return Backed(
            tuple(
                judged_by(said, claim_id if claim_id in asked else None, row)
                for claim_id, row in rows.items()
            )
        )

    async def _found(
        self, draft: Draft, meant: Sequence[str], pages: Sequence[SourcePage] | None
    ) -> Sequence[Sequence[SourcePassage]] | None:
        """Search with the pages, without them if that fails; None where no search is possible."""
        for tried in (pages, ()):
            try:
                return await self._sources.find(draft, meant, tried)
            except Exception as error:  # noqa: BLE001 -- evidence is worth less than the review
                log.warning("evidence_not_searched", error=type(error).__name__)
        return None

    async def _compare(self, asked: Mapping[str, Asked], answers: Answers) -> Said | None:
        try:
            messages, restore = question(self._prompts, self._redactor, asked)
            async with asyncio.timeout(max(0.0, answers.seconds_left - _SECONDS_TO_FINISH)):
                heard = await answers.get(messages, VerifyOutput)
        except (TimeoutError, EndpointProblem, PromptProblem) as problem:
            log.info("claims_not_compared", error=type(problem).__name__, claims=len(asked))
            return None
        results: dict[str, list[Passage]] = {}
        for result in heard.output.results:
            results.setdefault(result.claim_id, []).extend(result.evidence)
        return Said(results, not heard.cut and not heard.lost, restore)
