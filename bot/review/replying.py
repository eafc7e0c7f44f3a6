"""What a model is shown of a comment, and what it says of the reply to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.review.anchor import anchor, anchored
from bot.review.frame import sendable
from bot.review.outcome import Quoted, ReplySaid
from bot.review.redact import Redactor
from bot.review.wire import ReplyOutput, ReviewOutput
from bot.verdict import Draft

MOST_COMMENT = 2_000
"""Characters of a comment that are shown; what matters in one stands at its beginning."""

_NUMBERED = re.compile(r"\[([A-Z]+(?:_[A-Z]+)*)_\d+\]")


def hidden_comment(comment: str, redactor: Redactor) -> str:
    """Return a comment without personal data and secret names.

    What is hidden has no number, so that it is never taken for a hidden word of the draft.
    """
    hidden = redactor.redact(sendable(comment[:MOST_COMMENT])).text
    return _NUMBERED.sub(r"[\1]", hidden)


def reply_said(
    draft: Draft, output: ReviewOutput, restore: Callable[[str], str]
) -> ReplySaid | None:
    """Return what an answer says of a reply, as far as its quotes stand in the draft."""
    if not isinstance(output, ReplyOutput):
        return None
    ticks = {
        "acknowledges": output.acknowledges_quote,
        "empathy": output.empathy_quote,
        "next_step": output.next_step_quote,
    }
    hazards = (
        item.model_copy(update={"draft_quote": restore(item.draft_quote)})
        for item in output.hazards
    )
    return ReplySaid(
        tuple(_quoted(draft, {name: restore(quote or "") for name, quote in ticks.items()})),
        tuple(
            Quoted(found.item.hazard.value, found.start, found.end)
            for found in anchored(hazards, draft.text)
        ),
        output.advice.value if output.advice else "",
    )


def _quoted(draft: Draft, quotes: dict[str, str]) -> Iterator[Quoted]:
    for name, quote in quotes.items():
        span = anchor(quote, draft.text) if quote else None
        if span is not None:
            yield Quoted(name, *span)
