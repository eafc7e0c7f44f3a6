"""The verify call: checkable claims beside the passages found for them, compared by the model."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
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
from bot.review.particulars import numbers
from bot.review.prompts import PromptProblem, Prompts
from bot.review.redact import Redactor
from bot.review.sentences import sentence_around
from bot.review.whole import widened
from bot.review.wire import Claim, Passage, VerifyOutput
from bot.verdict import Draft

_MOST_CLAIMS = 5
_SECONDS_TO_FINISH = 0.5
_BETWEEN = "\n\N{SYMBOL FOR RECORD SEPARATOR}\n"
"""Joins the texts of one request, so that one name has one placeholder in all of them."""
_UNDONE_BY_MORE = frozenset({Label.NOT_ENOUGH, Label.SUPPORTED})
"""What the lost part of an answer could have said otherwise."""

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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A claim as it is compared: its sentence, the numbers it stands on, and its passages."""

    text: str
    needed: frozenset[str]
    passages: Sequence[SourcePassage]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the model said about each claim it answered for; `whole`: nothing of it was lost."""

    results: Mapping[str, Sequence[Passage]]
    whole: bool
    restore: Callable[[str], str]


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
            f"c{number}": _Asked(text, _needed(claim, draft, text), passages)
            for number, (claim, text, passages) in enumerate(
                zip(claims, stated, found, strict=True)
            )
        }
        asked = dict([row for row in rows.items() if row[1].passages][:_MOST_CLAIMS])
        said = await self._compare(asked, answers) if asked else None
        return Backed(
            tuple(
                _judged(said, claim_id if claim_id in asked else None, row)
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

    async def _compare(self, asked: Mapping[str, _Asked], answers: Answers) -> _Said | None:
        try:
            messages, restore = self._messages(asked)
            async with asyncio.timeout(max(0.0, answers.seconds_left - _SECONDS_TO_FINISH)):
                heard = await answers.get(messages, VerifyOutput)
        except (TimeoutError, EndpointProblem, PromptProblem) as problem:
            log.info("claims_not_compared", error=type(problem).__name__, claims=len(asked))
            return None
        results: dict[str, list[Passage]] = {}
        for result in heard.output.results:
            results.setdefault(result.claim_id, []).extend(result.evidence)
        return _Said(results, not heard.cut and not heard.lost, restore)

    def _messages(self, asked: Mapping[str, _Asked]) -> tuple[list[Message], Callable[[str], str]]:
        """Return the question, and what puts hidden words back into the answer."""
        texts = [one for row in asked.values() for one in (row.text, *_texts(row))]
        hidden = self._redactor.redact(_BETWEEN.join(map(_separable, texts)))
        parts = iter(hidden.text.split(_BETWEEN))
        shown = [
            {
                "claim_id": claim_id,
                "claim": next(parts),
                "passages": [{"source_id": p.id, "text": next(parts)} for p in row.passages],
            }
            for claim_id, row in asked.items()
        ]
        markers = new_markers()
        prompt = self._prompts.get("verify")
        question = markers.around(json.dumps(shown, ensure_ascii=False))
        return [
            {"role": "system", "content": prompt.fill(framed(markers, VerifyOutput))},
            {"role": "user", "content": question},
        ], hidden.restore


def _needed(claim: Anchored[Claim], draft: Draft, sentence: str) -> frozenset[str]:
    """Return the numbers of a claim: those of its quote, and its own as far as the draft has them.

    Another number of the sentence belongs to another statement.
    """
    start, end = widened(draft.text, claim.start, claim.end)
    return numbers(draft.text[start:end]) | (numbers(claim.item.claim) & numbers(sentence))


def _judged(said: _Said | None, claim_id: str | None, row: _Asked) -> Judged | None:
    if not row.passages:
        return Judged(Label.NOT_ENOUGH)
    if said is None or claim_id is None or claim_id not in said.results:
        return None
    answered = [
        one.model_copy(update={"quote": said.restore(one.quote)}) for one in said.results[claim_id]
    ]
    judged = judge(row.needed, row.passages, answered)
    if judged is not None and not said.whole and judged.label in _UNDONE_BY_MORE:
        return None
    return judged


def _texts(row: _Asked) -> list[str]:
    return [passage.text for passage in row.passages]


def _separable(text: str) -> str:
    return sendable(text).replace(_BETWEEN, " ")
