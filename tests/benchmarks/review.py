"""How fast our own part of a review is on hostile drafts: checklist, rewrite check, redaction."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.review.checklist import offline_checklist
from bot.review.redact import Redactor
from bot.review.rewrite import keep_rewrite
from bot.verdict import Draft, Reading, Verdict
from bot.vocabulary.facts import Fact

RUNS = 5
LENGTH = 10_000
FACTS = [
    Fact(f"f{n}", f"Halden Water {n} found leaks {n} % faster", "", "", "", datetime.now(UTC))
    for n in range(100)
]


def rows() -> list[dict[str, Any]]:
    """Return the rows on reviews: milliseconds for a draft of 10,000 characters."""
    redactor = Redactor(("Project Heron", "Meridian Foods", "a a a a a a"), "PT")
    parts: dict[str, Callable[[str], object]] = {
        "checklist": lambda text: offline_checklist(Draft(text), facts=FACTS),
        "rewrite check": lambda text: keep_rewrite(Draft(text), text[::-1], _reads_nothing),
        "check of a rewrite that keeps all": lambda text: keep_rewrite(
            Draft(text), f"{text[:-2]} z", _reads_nothing
        ),
        "redaction": redactor.redact,
    }
    return [
        _row(f"{part}, hostile draft of 10,000 characters: {name}", run, text)
        for part, run in parts.items()
        for name, text in _drafts().items()
    ]


def _drafts() -> dict[str, str]:
    repeated = {
        "digits in pairs": "12 ",
        "phone numbers": "+351 912 345 678, ",
        "hexadecimal": "0f",
        "bank accounts": "GB82 WEST 1234 ",
        "hosts without end": "a.",
        "half addresses": "a.b@c.",
        "claims": "the best, 47 % faster leaks at Halden Water. ",
        "names": "Heron heron ",
        "mentions": "@a ",
        "one ligature": "ﷺ",
        "invisible": "\u200b",
    }
    return {name: (piece * LENGTH)[:LENGTH] for name, piece in repeated.items()}


def _reads_nothing(draft: Draft) -> Reading:
    del draft
    return Reading(Verdict.CLEAR)


def _row(what: str, run: Callable[[str], object], text: str) -> dict[str, Any]:
    whole, half = _median(run, text), _median(run, text[: LENGTH // 2])
    return {
        "what": what,
        "unit": "ms",
        "median": round(whole, 2),
        "goal": 20,
        "half as long": round(half, 2),
        "runs": RUNS,
    }


def _median(run: Callable[[str], object], text: str) -> float:
    def once() -> float:
        start = time.process_time()
        run(text)
        return (time.process_time() - start) * 1000

    return statistics.median(once() for _ in range(RUNS))
