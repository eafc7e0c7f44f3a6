"""What the author sees: the rules' reading and the review put together, with nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.check import Outcome
from bot.policy.counting import Limits, length
from bot.replies.reply import ReplyReading
from bot.review.checklist import Length, offline_checklist
from bot.review.joining import told_once
from bot.review.notes import note_for, without_checklist
from bot.review.outcome import ChecklistItem, Review, Reviewer, ReviewStatus
from bot.review.rewrite import keep_rewrite, keep_suggestions
from bot.review.sharing import share_questions
from bot.verdict import Draft, Platform, Reading, combine, reading_order, worst
from bot.vocabulary.facts import Fact

Read = Callable[[Draft], Reading]


@dataclass(frozen=True, slots=True)
class Known:
    """What holds now: the approved statements, how each platform counts, and whom to ask."""

    facts: Iterable[Fact] = ()
    platforms: Mapping[Platform, Limits] = field(default_factory=dict)
    contacts: Mapping[str, str] = field(default_factory=dict)


async def review(
    draft: Draft,
    reading: Reading,
    reviewer: Reviewer,
    *,
    off: ReviewStatus | None = None,
    comment: str = "",
) -> Review:
    """Ask `reviewer`, unless `off` says it is not wanted or the draft must not leave.

    `comment` is what a reply answers, hidden as the reviewer hides it. A guarded draft and one
    that holds a credential are never sent anywhere.
    """
    if reading.guarded:
        off = ReviewStatus.NONE
    elif reading.holds_credential and off is not ReviewStatus.NONE:
        off = ReviewStatus.SKIPPED_CREDENTIAL
    if off is not None:
        return Review(off, note=note_for(off))
    return await reviewer.review(draft, comment)


def finish(
    draft: Draft, reading: Reading, review: Review, read: Read, known: Known | None = None
) -> Outcome:
    """Combine a reading and a review into what the author sees.

    The verdict is never milder than the rules', and what a rule names is named once. A rewrite,
    and whatever the reviewer would put in a finding's place, is shown only if it passes them. The
    checklist compares the draft with what is `known`.
    """
    advised = keep_suggestions(draft, review.findings, read)
    both = told_once(draft, reading.findings, advised)
    needs_checklist = review.status is not ReviewStatus.NONE and not review.status.answered
    checklist = _checklist(draft, known or Known()) if needs_checklist else ()
    return Outcome(
        verdict=combine(reading.verdict, worst(review.findings)),
        findings=tuple(sorted(both.findings, key=reading_order)),
        repeated=both.repeated,
        status=review.status,
        ruleset=reading.ruleset,
        note=review.note if checklist else without_checklist(review.note),
        checklist=checklist,
        rewrite=keep_rewrite(draft, review.rewrite, read) if review.rewrite else None,
        model=review.model,
        prompt_hash=review.prompt_hash,
        tokens=review.tokens,
        latency_ms=review.latency_ms,
        supported=review.supported,
        sharing=() if reading.guarded else share_questions(draft, review.pages),
    )


def with_reply(
    outcome: Outcome,
    draft: Draft,
    told: ReplyReading,
    review: Review,
    known: Known | None = None,
) -> Outcome:
    """Return the outcome of a reply: the coach's word and the reviewer's, and a better version.

    Whose channel to name is `known`.

    One that brings a hazard, or that is in another language than the reply, is not shown.
    """
    from bot.replies.joining import is_better, joined  # noqa: PLC0415 -- posts need none of its lists

    better = outcome.rewrite
    if better is not None and not is_better(draft, better, told):
        better = None
    together = joined(draft, told, review.reply, (known or Known()).contacts)
    return replace(outcome, reply=together, rewrite=better)


def _checklist(draft: Draft, known: Known) -> tuple[ChecklistItem, ...]:
    limits = known.platforms.get(draft.platform)
    fits = None
    if limits is not None and limits.characters is not None:
        fits = Length(length(draft.text, limits), limits.characters)
    return offline_checklist(draft, length=fits, facts=known.facts)
