"""Tone findings: what the model noticed, anchored in the draft and put in words we stand behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.languages.telling import language_of, told_apart
from bot.messages import language, say
from bot.review.anchor import Anchored
from bot.review.wire import ToneFinding
from bot.review.wording import explanation, suggestion
from bot.verdict import Draft, Edit, Finding, Severity, Source, Suggestion
from bot.vocabulary.tone import Category

MOST_SHOWN = 5
_TELLING = 4  # words; of fewer the language is a guess


def tone_findings(
    found: Iterable[Anchored[ToneFinding]],
    draft: Draft,
    without: Collection[Category] = (),
) -> tuple[Finding, ...]:
    """Return at most five findings, each category once a place; never above `polish`.

    `without` are the categories that the organisation switched off.
    """
    findings: dict[tuple[str, int, int], Finding] = {}
    for one in found:
        key = (one.item.category, one.start, one.end)
        if one.item.category not in without and key not in findings:
            findings[key] = _finding(one, draft)
    return tuple(findings.values())[:MOST_SHOWN]


def _finding(one: Anchored[ToneFinding], draft: Draft) -> Finding:
    category = one.item.category.value
    effect = say(f"tone.{category}.effect")
    quote = draft.text[one.start : one.end]
    said = explanation(one.item.explanation, draft.text)
    if said and language_of(said) not in {"", language()}:
        said = None  # the model explains in English, whoever reads it
    better = suggestion(one.item.suggestion, quote, draft.text)
    if better and len(better.split()) >= _TELLING and told_apart(better, draft.text):
        better = None
    return Finding(
        source=Source.TONE,
        rule=category,
        topic="tone",
        severity=Severity.POLISH,
        start=one.start,
        end=one.end,
        text=quote,
        message=said or effect,
        why=effect if said else "",
        suggestions=(Suggestion(better, Edit(one.start, one.end, better)),) if better else (),
        clause=say(f"tone.{category}.name"),
    )
