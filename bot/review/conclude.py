"""From an answer that fits to a review that may be shown: restored, anchored, and with a status."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.messages import say
from bot.review.anchor import Anchored, anchored
from bot.review.answers import Heard
from bot.review.claims import claim_findings, is_checkable, supported_claims
from bot.review.notes import note_for
from bot.review.outcome import Review, ReviewStatus
from bot.review.redact import holds_placeholder
from bot.review.tone import tone_findings
from bot.review.verify import Backed
from bot.review.wire import Claim, ReviewOutput, ToneFinding
from bot.verdict import Draft
from bot.vocabulary.tone import Category


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as far as it is about the draft: hidden words are back, every quote has its span.

    `checkable` are the claims worth comparing with sources; `dropped` counts what was left out.
    Of the quotes that were `named`, so many were `anchored` in the draft.
    """

    status: ReviewStatus
    tone: tuple[Anchored[ToneFinding], ...]
    checkable: tuple[Anchored[Claim], ...]
    rewrite: str | None
    holds_instructions: bool
    dropped: int
    named: int = 0
    anchored: int = 0


def said_about(draft: Draft, heard: Heard[ReviewOutput], restore: Callable[[str], str]) -> Said:
    """Read an answer. `restore` puts the words back that were hidden from the model."""
    output = _restored(heard.output, restore)
    tone = tuple(anchored(output.tone_findings, draft.text))
    claims = tuple(anchored(output.claims, draft.text))
    named = len(output.tone_findings) + len(output.claims)
    kept = len(tone) + len(claims)
    return Said(
        status=_status(heard, named, kept),
        tone=tone,
        checkable=tuple(claim for claim in claims if is_checkable(claim.item)),
        rewrite=output.rewrite if not holds_placeholder(output.rewrite or "") else None,
        holds_instructions=output.draft_contains_instructions,
        dropped=named - kept + heard.lost,
        named=named,
        anchored=kept,
    )


def conclude(
    draft: Draft, said: Said, backed: Backed, without: Collection[Category] = ()
) -> Review:
    """Return the review; `without` are the tone categories that are switched off."""
    status = said.status
    if not status.answered:
        return Review(status, note=note_for(status), dropped=said.dropped)
    notes = [note_for(status)]
    if not backed.complete:
        status = ReviewStatus.PARTIAL if status is ReviewStatus.OK else status
        notes.append(say("review.not_compared"))
    if said.holds_instructions:
        notes.append(say("review.holds_instructions"))
    claims = claim_findings(said.checkable, backed.judged, draft)
    return Review(
        status,
        findings=(*tone_findings(said.tone, draft, without), *claims),
        rewrite=said.rewrite,
        note=" ".join(filter(None, notes)),
        dropped=said.dropped,
        supported=supported_claims(said.checkable, backed.judged, draft),
    )


def _status(heard: Heard[ReviewOutput], named: int, kept: int) -> ReviewStatus:
    if named and not kept:
        return ReviewStatus.INVALID_OUTPUT
    if heard.cut:
        return ReviewStatus.TRUNCATED
    return ReviewStatus.PARTIAL if heard.lost or kept < named else ReviewStatus.OK


def _restored(output: ReviewOutput, restore: Callable[[str], str]) -> ReviewOutput:
    tone = [
        item.model_copy(
            update={
                "draft_quote": restore(item.draft_quote),
                "explanation": restore(item.explanation),
                "suggestion": restore(item.suggestion or "") or None,
            }
        )
        for item in output.tone_findings
    ]
    claims = [
        item.model_copy(update={"draft_quote": restore(item.draft_quote)}) for item in output.claims
    ]
    rewrite = restore(output.rewrite or "") or None
    return output.model_copy(update={"tone_findings": tone, "claims": claims, "rewrite": rewrite})
