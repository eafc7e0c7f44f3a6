"""What an author asks for after a review: another version, or an answer about the draft."""

from __future__ import annotations

from functools import partial

import structlog

from bot.messages import say
from bot.review.answers import Answers
from bot.review.asking import Asker
from bot.review.endpoint import EndpointProblem
from bot.review.frame import new_markers, sendable
from bot.review.outcome import FollowedUp, ReviewStatus
from bot.review.parts import Parts
from bot.review.prompts import Prompt
from bot.review.redact import Redacted, holds_placeholder
from bot.review.sitting import MOST_CHARACTERS, Sitting
from bot.review.wire import FollowUpOutput
from bot.verdict import Draft

_MOST_WISH = 500
# Between draft and wish while they are redacted as one, so that both have the same placeholders.
_SEAM, _SEAM_SIGN = "\n\u2029\n", "\u2029"

log = structlog.get_logger(__name__)


class FollowUps:
    """Asks one model for what authors wish."""

    def __init__(self, asker: Asker, parts: Parts, sitting: Sitting) -> None:
        """`sitting` holds the deadline."""
        self._asker = asker
        self._parts = parts
        self._sitting = sitting

    async def follow_up(self, draft: Draft, wish: str) -> FollowedUp:
        """Return what the model says, whatever the endpoint does."""
        work = partial(self._ask, draft, wish)
        sat = await self._sitting.run("followup", draft.text, work, _failed)
        log.info(
            "follow_up_finished",
            status=sat.done.status.value,
            draft_key=self._sitting.keyed(draft.text),
            draft_length=len(draft.text),
            answer_length=sat.answers.length,
            calls=sat.answers.calls,
            tokens=sat.answers.tokens,
            latency_ms=sat.latency_ms,
        )
        return sat.done

    async def _ask(self, draft: Draft, wish: str, prompt: Prompt, answers: Answers) -> FollowedUp:
        both = (draft.text[:MOST_CHARACTERS], wish[:_MOST_WISH])
        text, asked = (sendable(each).replace(_SEAM_SIGN, "\n") for each in both)
        hidden = self._parts.redactor.redact(f"{text}{_SEAM}{asked}")
        text, _, asked = hidden.text.partition(_SEAM)
        markers = (new_markers(), new_markers(kind="WISH"))
        messages = self._parts.briefing.follow_up(prompt, draft, (text, asked), markers)
        heard = await answers.get(messages, FollowUpOutput)
        answer = _restored(hidden, heard.output.answer)
        rewrite = None if heard.cut else _restored(hidden, heard.output.rewrite)
        told = heard.output.draft_contains_instructions
        note = say("review.holds_instructions") if told else ""
        if heard.lost and not (answer or rewrite):
            raise EndpointProblem(ReviewStatus.INVALID_OUTPUT)
        return FollowedUp(ReviewStatus.OK, answer, rewrite, note)


def _restored(hidden: Redacted, text: str | None) -> str | None:
    """Put the hidden words back; what holds anything that only looks like one is left out."""
    restored = hidden.restore(text or "")
    return None if holds_placeholder(restored) else restored or None


def _failed(status: ReviewStatus, note: str) -> FollowedUp:
    return FollowedUp(status, note=note)
