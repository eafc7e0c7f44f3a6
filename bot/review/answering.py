"""A question about the policy put to a model: its answer counts only with quotes we can find."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import structlog

from bot.languages.lists import words
from bot.languages.telling import language_of
from bot.review.anchor import LEAST_IN_EVIDENCE, anchor
from bot.review.answers import Answers
from bot.review.asking import Asker
from bot.review.briefing import framed
from bot.review.comparing import hidden_apart
from bot.review.frame import new_markers
from bot.review.hygiene import brings_oddities
from bot.review.manners import Message
from bot.review.outcome import ReviewStatus
from bot.review.parts import Parts
from bot.review.prompts import Prompt
from bot.review.redact import holds_placeholder
from bot.review.rewrite import adds_nothing
from bot.review.sentences import sentences
from bot.review.sitting import Sitting
from bot.review.wire import AnswerOutput
from bot.vocabulary.clause import Clause

MOST_CHARACTERS = 1_000
"""Of a question; more than anybody asks, and the rest is not sent."""

_MOST_IN_ANSWER = 900
_MOST_OF_CLAUSE = 4_000  # characters that are sent

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


@dataclass(frozen=True, slots=True)
class _Heard:
    status: ReviewStatus
    grounded: Grounded | None = None


class PolicyAnswerer:
    """Asks a model about some clauses. Never raises for anything an endpoint does."""

    def __init__(self, asker: Asker, parts: Parts, total_seconds: float = 25.0) -> None:
        """`total_seconds` is for everything: every call, every retry, every wait."""
        self._parts = parts
        self._sitting = Sitting(asker, parts, total_seconds)

    async def answer(self, question: str, clauses: Sequence[Clause]) -> Grounded | None:
        """Return an answer from these clauses; None where none came that we could hold to them."""
        texts = [question[:MOST_CHARACTERS], *map(_shown, clauses)]
        work = partial(self._asked, texts, clauses)
        heard = (await self._sitting.run("ask", "".join(texts), work, _failed)).done
        # Of a question not even a keyed hash is logged: questions leave nothing.
        grounded = heard.grounded is not None
        log.info("question_answered", status=heard.status.value, grounded=grounded)
        return heard.grounded

    async def _asked(
        self, texts: Sequence[str], clauses: Sequence[Clause], prompt: Prompt, answers: Answers
    ) -> _Heard:
        messages, restore = self._messages(texts, clauses, prompt)
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
            return _Heard(ReviewStatus.OK)
        text = _fit_to_read(restore(output.answer), texts[0], quotes)
        return _Heard(ReviewStatus.OK, Grounded(text, quotes))

    def _messages(
        self, texts: Sequence[str], clauses: Sequence[Clause], prompt: Prompt
    ) -> tuple[list[Message], Callable[[str], str]]:
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
        return [
            {"role": "system", "content": prompt.fill(told)},
            {"role": "user", "content": content},
        ], restore


def _shown(clause: Clause) -> str:
    return "\n\n".join(clause.passages)[:_MOST_OF_CLAUSE]


def _failed(status: ReviewStatus, note: str) -> _Heard:
    del note  # the plain answer always stands, and nobody waits for more
    return _Heard(status)


def _standing(quote: str, clause: Clause) -> str:
    """Return the sentences of the clause that `quote` was taken from, empty where there are none.

    Whole ones: part of "do not name them" reads like leave to name them.
    """
    for passage in clause.passages:
        if span := anchor(quote, passage, LEAST_IN_EVIDENCE, whole=True):
            return passage[slice(*_whole(passage, *span))]
    return ""


def _whole(passage: str, start: int, end: int) -> tuple[int, int]:
    line = passage.replace("\n", " ")
    begins = [at for at, _ in sentences(line) if not line[at].islower()]  # not after "e.g."
    before = [at for at in begins if at <= start]
    behind = [at for at in begins if at >= end]
    stops = len(line[: behind[0]].rstrip()) if behind else len(line.rstrip())
    return before[-1] if before else 0, stops


def _turns_round(answer: str, quotes: Sequence[Quote]) -> bool:
    """Whether a model says no where its quotes do not, or the other way round."""
    said = {_negates(quote.text) for quote in quotes}
    return _negates(answer) not in said


def _negates(text: str) -> bool:
    known = words("negates")
    here = known.get(language_of(text), [one for every in known.values() for one in every])
    return re.search("|".join(here), text, re.IGNORECASE) is not None


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
    if _turns_round(line, quotes):
        return ""
    return line
