"""From an answer that fits to a review that may be shown: restored, anchored, and with a status."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.review.anchor import anchored
from bot.review.answers import Heard
from bot.review.claims import unsupported
from bot.review.notes import HOLDS_INSTRUCTIONS, note_for
from bot.review.outcome import Review, ReviewStatus
from bot.review.redact import holds_placeholder
from bot.review.tone import tone_findings
from bot.review.wire import Category, ReviewOutput
from bot.verdict import Draft


def conclude(
    draft: Draft,
    heard: Heard[ReviewOutput],
    restore: Callable[[str], str],
    without: Collection[Category] = (),
) -> Review:
    """Return the review. `restore` puts the words back that were hidden from the model."""
    output = _restored(heard.output, restore)
    tone = list(anchored(output.tone_findings, draft.text))
    claims = list(anchored(output.claims, draft.text))
    said = len(output.tone_findings) + len(output.claims)
    kept = len(tone) + len(claims)
    status = _status(heard, said, kept)
    dropped = said - kept + heard.lost
    if not status.answered:
        return Review(status, note=note_for(status), dropped=dropped)
    rewrite = output.rewrite if output.rewrite and not holds_placeholder(output.rewrite) else None
    notes = [note_for(status), HOLDS_INSTRUCTIONS if output.draft_contains_instructions else ""]
    return Review(
        status,
        findings=(*tone_findings(tone, draft, without), *unsupported(claims, draft)),
        rewrite=rewrite,
        note=" ".join(filter(None, notes)),
        dropped=dropped,
    )


def _status(heard: Heard[ReviewOutput], said: int, kept: int) -> ReviewStatus:
    if said and not kept:
        return ReviewStatus.INVALID_OUTPUT
    if heard.cut:
        return ReviewStatus.TRUNCATED
    return ReviewStatus.PARTIAL if heard.lost or kept < said else ReviewStatus.OK


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
