"""What a week holds beside checks and findings, frozen with it for the comms report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.digest.freeze import WATCH, rule_figures
from bot.digest.thresholds import Tally, may_show, rounded, together
from bot.digest.week import Week
from storage.week_records import FigureRecord, PersonFindings, PersonReviews

REVIEW, REWRITE = "review", "rewrite"


@dataclass(frozen=True, slots=True)
class Beside:
    """How reviews ended, what watch rules noticed, and how often each person took a rewrite.

    `watched` and `gathered` are as `freeze` takes findings.
    """

    reviews: Iterable[PersonReviews] = ()
    watched: Iterable[PersonFindings] = ()
    gathered: Mapping[str, str] = field(default_factory=dict)
    adopted: Iterable[tuple[str, int]] = ()


def freeze_beside(week: Week, beside: Beside) -> tuple[FigureRecord, ...]:
    """Return what may be shown of it."""
    return (
        *rule_figures(week, beside.watched, beside.gathered, WATCH),
        *_reviews(str(week), beside.reviews),
        *_adopted(str(week), beside.adopted),
    )


def _reviews(week: str, reviews: Iterable[PersonReviews]) -> tuple[FigureRecord, ...]:
    """How reviews ended: of all ways together, as many checks as there were."""
    ended: dict[str, Tally] = defaultdict(Tally)
    for row in reviews:
        ended[row.status] += Tally(row.checks, frozenset({row.author_key}))
    if not together(ended.values()).may_be_shown:
        return ()
    return tuple(
        FigureRecord(week, REVIEW, status, week, hits=rounded(ended[status].count))
        for status in sorted(may_show(ended, [tuple(ended)]))
    )


def _adopted(week: str, adopted: Iterable[tuple[str, int]]) -> tuple[FigureRecord, ...]:
    tally = together(Tally(times, frozenset({author})) for author, times in adopted)
    if not tally.may_be_shown:
        return ()
    return (FigureRecord(week, REWRITE, "adopted", week, hits=rounded(tally.count)),)
