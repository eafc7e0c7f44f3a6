"""A question about the policy put to a model: its answer counts only with quotes we can find."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from bot.clause import Clause
from bot.review.anchor import LEAST_IN_EVIDENCE, anchor
from bot.review.answers import Answers, tokens_in
from bot.review.asking import Asker
from bot.review.briefing import framed
from bot.review.comparing import hidden_apart
from bot.review.endpoint import EndpointProblem
from bot.review.frame import new_markers
from bot.review.hygiene import brings_oddities
from bot.review.manners import Message
from bot.review.outcome import ReviewStatus
from bot.review.prompts import PromptProblem
from bot.review.reader import Parts
from bot.review.redact import holds_placeholder
from bot.review.rewrite import adds_nothing
from bot.review.wire import AnswerOutput

MOST_CHARACTERS = 1_000
"""Of a question; more than anybody asks, and the rest is not sent."""

_MOST_IN_ANSWER = 900
_TOKENS_BESIDES = 2000  # the prompt with its schema, and the answer

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a clause, letter by letter."""

    clause: Clause
    text: str


@dataclass(frozen=True, slots=True)
class Grounded:
    """A model's answer with the quotes it stands on, at least one."""

    text: str
    quotes: tuple[Quote, ...]


class PolicyAnswerer:
    """Asks a model about some clauses. Never raises for anything an endpoint does."""

    def __init__(self, asker: Asker, parts: Parts, total_seconds: float = 25.0) -> None:
        """`total_seconds` is for everything: every call, every retry, every wait."""
        self._asker = asker
        self._parts = parts
        self._total = total_seconds

    async def answer(self, question: str, clauses: Sequence[Clause]) -> Grounded | None:
        """Return an answer from these clauses; None where none came that we could hold to them."""
        heard = Answers(self._asker, self._asker.pace.monotonic() + self._total)
        texts = sum(len(passage) for clause in clauses for passage in clause.passages)
        held = tokens_in(len(question[:MOST_CHARACTERS]) + texts) + _TOKENS_BESIDES
        if not await self._parts.budget.reserve(held):
            return None
        status, grounded = ReviewStatus.OK, None
        try:
            async with asyncio.timeout(self._total):
                grounded = await self._asked(question[:MOST_CHARACTERS], clauses, heard)
        except TimeoutError:
            status = ReviewStatus.TIMEOUT
        except EndpointProblem as problem:
            status = problem.status
        except PromptProblem as problem:
            log.error("prompt_unusable", problem=str(problem))  # noqa: TRY400 -- it is for operators
            status = ReviewStatus.PROVIDER_ERROR
        except Exception as error:  # noqa: BLE001 -- the plain answer always stands
            log.error("answer_broke", error=type(error).__name__)  # noqa: TRY400 -- text may quote
            status = ReviewStatus.PROVIDER_ERROR
        finally:
            self._parts.budget.release(held)
        await self._settle(status, heard)
        # Of a question not even a keyed hash is logged: questions leave nothing.
        log.info("question_answered", status=status.value, grounded=grounded is not None)
        return grounded

    async def _asked(
        self, question: str, clauses: Sequence[Clause], answers: Answers
    ) -> Grounded | None:
        messages, restore = self._messages(question, clauses)
        output = (await answers.get(messages, AnswerOutput)).output
        by_id = {clause.id: clause for clause in clauses}
        found = [
            Quote(by_id[one.clause_id], text)
            for one in output.quotes
            if one.clause_id in by_id
            and (text := _standing(restore(one.quote), by_id[one.clause_id]))
        ]
        quotes = tuple({(one.clause.id, one.text): one for one in found}.values())
        if not output.answered or not quotes:
            return None
        return Grounded(_fit_to_read(restore(output.answer), question, quotes), quotes)

    def _messages(
        self, question: str, clauses: Sequence[Clause]
    ) -> tuple[list[Message], Callable[[str], str]]:
        texts = [question, *("\n\n".join(clause.passages) for clause in clauses)]
        apart, restore = hidden_apart(self._parts.redactor, texts)
        shown = {
            "question": apart[0],
            "clauses": [
                {"clause_id": clause.id, "title": clause.title, "text": text}
                for clause, text in zip(clauses, apart[1:], strict=True)
            ],
        }
        markers = new_markers()
        told = {
            **framed(markers, AnswerOutput),
            "organization": self._parts.briefing.organization,
        }
        content = markers.around(json.dumps(shown, ensure_ascii=False))
        prompt = self._parts.prompts.get("ask")
        return [
            {"role": "system", "content": prompt.fill(told)},
            {"role": "user", "content": content},
        ], restore

    async def _settle(self, status: ReviewStatus, answers: Answers) -> None:
        try:
            await self._parts.budget.spend(answers.charged)
            await self._parts.trouble.note(status)
        except Exception as error:  # noqa: BLE001 -- the answer is there already
            log.warning("answer_not_settled", error=type(error).__name__)


def _standing(quote: str, clause: Clause) -> str:
    """Return the words of the clause that `quote` was taken from, empty where there are none."""
    for passage in clause.passages:
        if span := anchor(quote, passage, LEAST_IN_EVIDENCE, whole=True):
            return passage[slice(*span)]
    return ""


def _fit_to_read(answer: str, question: str, quotes: Sequence[Quote]) -> str:
    """Return the model's own words, empty where they say more than question and clauses do."""
    line = " ".join(answer.split())
    texts = [question]
    for quote in quotes:
        texts += [quote.clause.title, *quote.clause.passages, quote.clause.owner]
    known = "\n".join(texts)
    if not line or len(line) > _MOST_IN_ANSWER or holds_placeholder(line):
        return ""
    if brings_oddities(line, known) or not adds_nothing(line, known):
        return ""
    return line
