"""Claim findings: what the author reads about a statement, and what would settle it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from bot.messages import say
from bot.review.anchor import Anchored
from bot.review.labels import Judged, Label, SourcePassage
from bot.review.outcome import SupportedClaim
from bot.review.particulars import spelled_numbers
from bot.review.sentences import sentences, span_around
from bot.review.whole import widened
from bot.review.wire import CheckWorthiness, Claim
from bot.verdict import Draft, Edit, Finding, Severity, Source, Suggestion

UNSUPPORTED = "unsupported"

_LINK = re.compile(r"https?://\S", re.IGNORECASE)
_UNIT = re.compile(r"[\d.,:/]")


def is_checkable(claim: Claim) -> bool:
    """Whether looking for evidence makes sense: it matters, and it is clear what is claimed."""
    return claim.check_worthiness is CheckWorthiness.CHECK_WORTHY and not claim.ambiguous


def claim_findings(
    claims: Sequence[Anchored[Claim]], judged: Sequence[Judged | None], draft: Draft
) -> tuple[Finding, ...]:
    """Return what there is to say, one finding for each place; nothing about a supported claim.

    Only an approved, current statement that says otherwise raises to `fix`. A claim without any
    source is not named where the draft links to something beside it.
    """
    backed: dict[tuple[int, int], Finding] = {}
    unsupported: dict[tuple[int, int], Finding] = {}
    linked = _linked(claims, draft.text)
    for claim, verdict in zip(claims, judged, strict=True):
        span = (claim.start, claim.end)
        if verdict is None or verdict.label is Label.SUPPORTED:
            continue
        if verdict.by is not None:
            backed.setdefault(span, _about_source(claim, verdict, verdict.by, draft))
        elif not any(start < claim.end and claim.start < end for start, end in linked):
            unsupported.setdefault(span, _without_source(claim, draft))
    return tuple({**unsupported, **backed}.values())


def supported_claims(
    claims: Sequence[Anchored[Claim]], judged: Sequence[Judged | None], draft: Draft
) -> tuple[SupportedClaim, ...]:
    """Return the claims that a source says too, each place once, with source and date."""
    found: dict[tuple[int, int], SupportedClaim] = {}
    for claim, verdict in zip(claims, judged, strict=True):
        if verdict is None or verdict.label is not Label.SUPPORTED or verdict.by is None:
            continue
        by, (start, end) = verdict.by, (claim.start, claim.end)
        says = say("claim.matches" if by.approved else "claim.page_agrees", source=_cited(by))
        text = draft.text[start:end]
        one = SupportedClaim(by.id, says, start, end, text)
        found.setdefault((start, end), one)
    return tuple(found.values())


def _linked(claims: Sequence[Anchored[Claim]], text: str) -> list[tuple[int, int]]:
    """Return where a link may be the source: its sentence and those beside it.

    For an only claim it is the whole draft, wherever the link stands.
    """
    links = [match.start() for match in _LINK.finditer(text)]
    if links and len({(claim.start, claim.end) for claim in claims}) == 1:
        return [(0, len(text))]
    spans = list(sentences(text))
    starts = [start for start, _ in spans]
    held = {bisect_right(starts, link) - 1 for link in links}
    return [
        (spans[max(0, one - 1)][0], spans[min(len(spans) - 1, one + 1)][1]) for one in sorted(held)
    ]


def _without_source(claim: Anchored[Claim], draft: Draft) -> Finding:
    settles = say(f"claim.settled_by.{claim.item.claim_type}")
    return Finding(
        source=Source.CLAIM,
        rule=UNSUPPORTED,
        topic="claim",
        severity=Severity.POLISH,
        start=claim.start,
        end=claim.end,
        text=draft.text[claim.start : claim.end],
        message=say("claim.unsupported", settles=settles),
        why=say("claim.why"),
        clause=say("claim.unsupported_clause"),
    )


def _about_source(
    claim: Anchored[Claim], judged: Judged, by: SourcePassage, draft: Draft
) -> Finding:
    differs = judged.label is Label.REFUTED and by.approved
    pair = _differing_figure(claim, by, draft.text)
    return Finding(
        source=Source.CLAIM,
        rule=by.id,
        topic="claim",
        severity=Severity.FIX if differs else Severity.POLISH,
        start=claim.start,
        end=claim.end,
        text=draft.text[claim.start : claim.end],
        message=_message(judged, by, pair),
        why=say("claim.why"),
        suggestions=_ways_out(claim, by, pair, draft.text) if differs else (),
        clause=say("claim.differs_clause"),
        owner=by.owner,
        link=by.source,
    )


def _ways_out(
    claim: Anchored[Claim], by: SourcePassage, pair: tuple[str, str] | None, text: str
) -> tuple[Suggestion, ...]:
    """Return edits that change no more than what differs; approved wording is there to read.

    It replaces a sentence only where that says nothing else than the claim.
    """
    start, end = span_around(text, claim.start, claim.end)
    wording = say("claim.approved_wording", wording=by.wording)
    beside = text[start : max(start, claim.start)] + text[min(end, claim.end) : end]
    if by.wording and not any(map(str.isalnum, beside)):
        return (Suggestion(wording, Edit(start, end, by.wording)),)
    ways_out = (Suggestion(wording),) if by.wording else ()
    if pair is None:
        return ways_out
    at = text.find(pair[1], start, end)
    figure = (at, at + len(pair[1]))
    once = at >= 0 and text.find(pair[1], at + 1, end) < 0
    if not once or widened(text, *figure) != figure:
        return ways_out
    return (
        Suggestion(say("claim.approved_figure", figure=pair[0]), Edit(*figure, pair[0])),
        *ways_out,
    )


def _message(judged: Judged, by: SourcePassage, pair: tuple[str, str] | None) -> str:
    source = _cited(by)
    if judged.label is Label.EXPIRED:
        return say("claim.expired", source=source)
    if judged.against is not None:
        return say("claim.disagree", source=source, other=_cited(judged.against))
    if not by.approved:
        return say("claim.page_differs", source=source)
    if pair is not None:
        return say("claim.figure_differs", approved=pair[0], stated=pair[1], source=source)
    return say("claim.differs", source=source)


def _cited(by: SourcePassage) -> str:
    if not by.dated:
        return say("claim.undated", source=by.source)
    return say("claim.cited", source=by.source, date=by.dated)


def _differing_figure(
    claim: Anchored[Claim], by: SourcePassage, text: str
) -> tuple[str, str] | None:
    start, end = widened(text, claim.start, claim.end)
    first, last = span_around(text, claim.start, claim.end)
    return _one_number_each(by.text, text[start:end]) or _one_number_each(by.text, text[first:last])


def _one_number_each(approved: str, stated: str) -> tuple[str, str] | None:
    """Return the one number of each text that the other has not, if both count the same thing."""
    ours, theirs = spelled_numbers(approved), spelled_numbers(stated)
    wrong = [number for number in theirs if number not in ours]
    if len(wrong) != 1:
        return None
    unit = _UNIT.sub("", wrong[0])
    right = [n for n in ours if n not in theirs and _UNIT.sub("", n) == unit]
    return (ours[right[0]], theirs[wrong[0]]) if len(right) == 1 else None
