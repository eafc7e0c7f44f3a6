"""The verify call: checkable claims beside the passages found for them, compared by the model."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import structlog

from bot.review.anchor import Anchored
from bot.review.answers import Answers
from bot.review.briefing import framed
from bot.review.endpoint import EndpointProblem
from bot.review.frame import new_markers, sendable
from bot.review.labels import Judged, Label, SourcePassage, judge
from bot.review.manners import Message
from bot.review.prompts import PromptProblem, Prompts
from bot.review.redact import Redacted, Redactor
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

    async def back(
        self,
        claims: Sequence[Anchored[Claim]],
        draft: Draft,
        answers: Answers,
        pages: Sequence[SourcePage] | None = None,
    ) -> Backed:
        """Label each claim. Without any passage there is no call; a failed call labels nothing."""
        stated = [sentence_around(draft.text, claim.start, claim.end) for claim in claims]
        meant = [f"{text} {claim.item.claim}" for text, claim in zip(stated, claims, strict=True)]
        found = await self._sources.find(draft, meant, pages) if meant else ()
        asked = {
            f"c{number}": (text, passages)
            for number, (text, passages) in enumerate(zip(stated, found, strict=True))
            if passages and number < _MOST_CLAIMS
        }
        said = await self._compare(asked, answers) if asked else {}
        return Backed(
            tuple(
                self._judge(said, f"c{number}", text, passages)
                for number, (text, passages) in enumerate(zip(stated, found, strict=True))
            )
        )

    def _judge(
        self,
        said: Mapping[str, list[Passage]] | None,
        claim_id: str,
        text: str,
        passages: Sequence[SourcePassage],
    ) -> Judged | None:
        if not passages:
            return Judged(Label.NOT_ENOUGH)
        if said is None:
            return None
        hidden = {passage.id: self._hidden(passage.text) for passage in passages}
        answered = [
            one.model_copy(update={"quote": hidden[one.source_id].restore(one.quote)})
            for one in said.get(claim_id, [])
            if one.source_id in hidden
        ]
        return judge(text, passages, answered)

    async def _compare(
        self, asked: Mapping[str, tuple[str, Sequence[SourcePassage]]], answers: Answers
    ) -> Mapping[str, list[Passage]] | None:
        try:
            async with asyncio.timeout(max(0.0, answers.seconds_left - _SECONDS_TO_FINISH)):
                heard = await answers.get(self._messages(asked), VerifyOutput)
        except (TimeoutError, EndpointProblem, PromptProblem) as problem:
            log.info("claims_not_compared", error=type(problem).__name__, claims=len(asked))
            return None
        said: dict[str, list[Passage]] = {}
        for result in heard.output.results:
            said.setdefault(result.claim_id, []).extend(result.evidence)
        return said

    def _messages(self, asked: Mapping[str, tuple[str, Sequence[SourcePassage]]]) -> list[Message]:
        shown = [
            {
                "claim_id": claim_id,
                "claim": self._hidden(text).text,
                "passages": [
                    {"source_id": p.id, "text": self._hidden(p.text).text} for p in passages
                ],
            }
            for claim_id, (text, passages) in asked.items()
        ]
        markers = new_markers()
        prompt = self._prompts.get("verify")
        return [
            {"role": "system", "content": prompt.fill(framed(markers, VerifyOutput))},
            {"role": "user", "content": markers.around(json.dumps(shown, ensure_ascii=False))},
        ]

    def _hidden(self, text: str) -> Redacted:
        return self._redactor.redact(sendable(text))
