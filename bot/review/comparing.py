"""One question that compares claims with passages, and what its answer says about each claim."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.review.anchor import Anchored
from bot.review.briefing import framed
from bot.review.endpoint import EndpointProblem
from bot.review.frame import new_markers, sendable
from bot.review.labels import Judged, Label, SourcePassage, judge
from bot.review.manners import Message
from bot.review.outcome import ReviewStatus
from bot.review.particulars import numbers
from bot.review.prompts import Prompts
from bot.review.redact import Redactor
from bot.review.whole import widened
from bot.review.wire import Claim, Passage, VerifyOutput
from bot.verdict import Draft

_SIGN = "\N{SYMBOL FOR RECORD SEPARATOR}"
_BETWEEN = f"\n{_SIGN} here begins another text {_SIGN}\n"
"""Joins the texts of one request, so that one name has one placeholder in all of them.

The words are there because a hidden name may be spelled across signs and lines.
"""
_UNDONE_BY_MORE = frozenset({Label.NOT_ENOUGH, Label.SUPPORTED})
"""What the lost part of an answer could have said otherwise."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim as it is compared: its sentence, the numbers it stands on, and its passages."""

    text: str
    needed: frozenset[str]
    passages: Sequence[SourcePassage]


@dataclass(frozen=True, slots=True)
class Said:
    """What the model said about each claim it answered for; `whole`: nothing of it was lost."""

    results: Mapping[str, Sequence[Passage]]
    whole: bool
    restore: Callable[[str], str]


def question(
    prompts: Prompts, redactor: Redactor, asked: Mapping[str, Asked]
) -> tuple[list[Message], Callable[[str], str]]:
    """Return the question, and what puts hidden words back into the answer.

    Raises EndpointProblem if the texts cannot be told apart once their secrets are hidden.
    """
    texts = [one for row in asked.values() for one in (row.text, *_texts(row))]
    apart, restore = hidden_apart(redactor, texts)
    parts = iter(apart)
    shown = [
        {
            "claim_id": claim_id,
            "claim": next(parts),
            "passages": [{"source_id": p.id, "text": next(parts)} for p in row.passages],
        }
        for claim_id, row in asked.items()
    ]
    markers = new_markers()
    prompt = prompts.get("verify")
    content = markers.around(json.dumps(shown, ensure_ascii=False))
    return [
        {"role": "system", "content": prompt.fill(framed(markers, VerifyOutput))},
        {"role": "user", "content": content},
    ], restore


def hidden_apart(
    redactor: Redactor, texts: Sequence[str]
) -> tuple[list[str], Callable[[str], str]]:
    """Return the texts with their secrets hidden, and what puts hidden words back.

    One name has one placeholder in all of them. Raises EndpointProblem if the texts cannot be told
    apart once their secrets are hidden.
    """
    hidden = redactor.redact(_BETWEEN.join(map(_separable, texts)))
    apart = hidden.text.split(_BETWEEN)
    if len(apart) != len(texts):
        raise EndpointProblem(ReviewStatus.INVALID_OUTPUT)
    return apart, hidden.restore


def needed_numbers(claim: Anchored[Claim], draft: Draft, sentence: str) -> frozenset[str]:
    """Return the numbers of a claim: those of its quote, and its own as far as the draft has them.

    Another number of the sentence belongs to another statement.
    """
    start, end = widened(draft.text, claim.start, claim.end)
    return numbers(draft.text[start:end]) | (numbers(claim.item.claim) & numbers(sentence))


def judged_by(said: Said | None, claim_id: str | None, row: Asked) -> Judged | None:
    """Label a claim by what was said; `claim_id` is None for a claim that was not asked about.

    None where no answer for it came, or the part that was lost could have said otherwise.
    """
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


def _texts(row: Asked) -> list[str]:
    return [passage.text for passage in row.passages]


def _separable(text: str) -> str:
    return sendable(text).replace(_SIGN, " ")
