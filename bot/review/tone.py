"""Tone findings: what the model noticed, anchored in the draft and put in words we stand behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.review.anchor import Anchored
from bot.review.wire import ToneFinding
from bot.review.wording import explanation, suggestion
from bot.tone import Category
from bot.verdict import Draft, Edit, Finding, Severity, Source, Suggestion

MOST_SHOWN = 5

_WORDS = {
    Category.HOSTILE: ("Hostile", "Readers may take this as an attack."),
    Category.MOCKING_OR_SARCASTIC: (
        "Mocking or sarcastic",
        "Readers may feel laughed at, or miss that it is a joke.",
    ),
    Category.DISPARAGES_COMPETITOR: (
        "Runs down a competitor",
        "Readers may take this as a swipe at another company and its customers.",
    ),
    Category.INSENSITIVE_TIMING: (
        "Timing",
        "Readers who are touched by recent events may find this hard to read just now.",
    ),
    Category.EXAGGERATED_OR_PUFFERY: (
        "Big words",
        "Readers trust the rest less after a word that sounds too big.",
    ),
    Category.OVERPROMISING: ("Promises a lot", "Readers may hold the company to this."),
    Category.DEFENSIVE: ("Defensive", "Readers may hear an excuse where they hoped for an answer."),
    Category.OVERLY_INFORMAL: (
        "Very informal",
        "Readers who do not know you may find this too casual.",
    ),
    Category.OVERLY_FORMAL: ("Very formal", "Readers may find this stiff and stop reading."),
    Category.UNCLEAR_OR_JARGON: (
        "Unclear, or jargon",
        "Readers from outside may not know what this means.",
    ),
    Category.EXCLUSIONARY_LANGUAGE: (
        "Leaves people out",
        "Some readers may feel that this is not meant for them.",
    ),
}


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
    title, effect = _WORDS[one.item.category]
    quote = draft.text[one.start : one.end]
    said = explanation(one.item.explanation, draft.text)
    better = suggestion(one.item.suggestion, quote, draft.text)
    return Finding(
        source=Source.TONE,
        rule=one.item.category.value,
        topic="tone",
        severity=Severity.POLISH,
        start=one.start,
        end=one.end,
        text=quote,
        message=said or effect,
        why=effect if said else "",
        suggestions=(Suggestion(better, Edit(one.start, one.end, better)),) if better else (),
        clause=title,
    )
