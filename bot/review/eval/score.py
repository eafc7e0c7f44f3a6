"""From what was seen to numbers: rates by category, confusion, cost; and never a rate of seven."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.review.eval.cases import Mark
from bot.review.eval.run import Seen, has
from bot.review.eval.stats import percentile, rate
from bot.review.labels import Label
from bot.review.models import Price
from bot.review.outcome import ReviewStatus
from bot.vocabulary.tone import Category

_GARBLED = frozenset({ReviewStatus.INVALID_OUTPUT, ReviewStatus.PARTIAL, ReviewStatus.TRUNCATED})


def score(seen: Sequence[Seen], price: Price | None = None) -> dict[str, Any]:
    """Return the report as JSON. Reviews that the provider failed are counted apart."""
    usable = [one for one in seen if not one.is_error]
    good = [one for one in usable if one.case.is_good]
    return {
        "cases": len({one.case.id for one in seen}),
        "good_cases": len({one.case.id for one in seen if one.case.is_good}),
        "reviews": len(seen),
        "errors": dict(Counter(one.status.value for one in seen if one.is_error)),
        "right": asdict(rate(sum(one.is_right for one in usable), len(usable))),
        "false_alarms_on_good_posts": asdict(rate(sum(bool(o.shown) for o in good), len(good))),
        "tone": _tone(usable),
        "claims": _claims(usable),
        "quotes_that_stand": asdict(
            rate(sum(one.anchored for one in usable), sum(one.quotes for one in usable))
        ),
        "garbled_answers": asdict(rate(sum(o.status in _GARBLED for o in usable), len(usable))),
        "flips": _flips(usable),
        "rungs": dict(Counter(one.rung for one in usable)),
        "latency_ms": {
            name: percentile([one.latency_ms for one in usable], share)
            for name, share in (("p50", 0.5), ("p95", 0.95))
        },
        **_cost(seen, price),
    }


def results(seen: Sequence[Seen]) -> list[dict[str, Any]]:
    """Return what became of each case, in a form that a later run can be compared with."""
    by_case: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        by_case[one.case.id].append(one)
    return [_result(case_id, repeats) for case_id, repeats in by_case.items()]


def _result(case_id: str, repeats: Sequence[Seen]) -> dict[str, Any]:
    usable = [one for one in repeats if not one.is_error]
    half = len(usable) / 2
    return {
        "id": case_id,
        "good": repeats[0].case.is_good,
        "status": [one.status.value for one in repeats],
        "right": sum(one.is_right for one in usable) > half if usable else None,
        "quiet": sum(not one.shown for one in usable) > half if usable else None,
    }


def _tone(seen: Sequence[Seen]) -> dict[str, Any]:
    pairs = [(one.tone, one.case.tone) for one in seen]
    words = [category.value for category in Category]
    return {"any": _pair_rates(pairs), **{word: _pair_rates(pairs, word) for word in words}}


def _claims(seen: Sequence[Seen]) -> dict[str, Any]:
    selected = [
        (_nameless(one.claims), _nameless(one.case.claims)) for one in seen
    ]  # where, whatever the label
    confusion: dict[str, Counter[str]] = defaultdict(Counter)
    for one in seen:
        for gold in one.case.claims:
            for found in (mark for mark in one.claims if mark.touches(gold)):
                confusion[gold.word][found.word] += 1
    return {"selection": _pair_rates(selected), **_labels(confusion)}


def _labels(confusion: Mapping[str, Counter[str]]) -> dict[str, Any]:
    none = Label.NOT_ENOUGH.value
    decided = [
        (gold, found, number)
        for gold, row in confusion.items()
        for found, number in row.items()
        if none not in {gold, found}
    ]
    settled = {gold: row for gold, row in confusion.items() if gold != none}
    unsettled = confusion.get(none, Counter())
    return {
        "confusion": {gold: dict(row) for gold, row in confusion.items()},
        "labels_right": asdict(
            rate(sum(n for gold, found, n in decided if gold == found), sum(n for *_, n in decided))
        ),
        "held_back": asdict(
            rate(sum(r[none] for r in settled.values()), sum(r.total() for r in settled.values()))
        ),
        "made_up": asdict(rate(unsettled.total() - unsettled[none], unsettled.total())),
    }


def _pair_rates(
    pairs: Sequence[tuple[Sequence[Mark], Sequence[Mark]]], word: str | None = None
) -> dict[str, Any]:
    """Return precision and recall of what was found against what was wanted."""
    hits = {"precision": 0, "recall": 0}
    totals = {"precision": 0, "recall": 0}
    for found, wanted in pairs:
        for name, these, those in (("precision", found, wanted), ("recall", wanted, found)):
            mine = [mark for mark in these if word in {None, mark.word}]
            totals[name] += len(mine)
            hits[name] += sum(has(mark, those) for mark in mine)
    return {name: asdict(rate(hits[name], totals[name])) for name in hits}


def _nameless(marks: Sequence[Mark]) -> list[Mark]:
    return [Mark(mark.start, mark.end, "") for mark in marks]


def _flips(seen: Sequence[Seen]) -> dict[str, Any]:
    """Return how many cases that were asked about more than once did not come out the same."""
    by_case: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for one in seen:
        by_case[one.case.id].append(tuple(sorted(one.shown)))
    repeated = [shown for shown in by_case.values() if len(shown) > 1]
    return asdict(rate(sum(len(set(shown)) > 1 for shown in repeated), len(repeated)))


def _cost(seen: Sequence[Seen], price: Price | None) -> dict[str, Any]:
    asked = sum(one.asked_tokens for one in seen)
    written = sum(one.written_tokens for one in seen)
    return {
        "tokens": {"asked": asked, "written": written},
        "cost": price.of(asked, written) if price else None,
        "prices_checked_on": price.checked_on if price else None,
    }
