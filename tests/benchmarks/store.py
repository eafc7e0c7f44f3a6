"""What a check's reads and its write cost, on SQLite."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from storage.records import CheckRecord, FindingRecord
from storage.store import Store

_MIRA = "a" * 64
_AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
_CHECK = CheckRecord(
    check_id="",
    hour=_AT,
    author_key=_MIRA,
    platform="linkedin",
    purpose="post",
    surface="command",
    verdict="fix",
    ruleset="sha256:1",
    review_status="ok",
    findings=(FindingRecord("employee-disclosure", "3", "disclosure", "fix", "rule"),),
)
_BATCHES, _EACH = 15, 100


def rows() -> list[dict[str, Any]]:
    """Return the rows on the store: microseconds, medians of batches of a hundred in a row."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(f"sqlite:///{folder}/checkpost.db"))


async def _measure(url: str) -> list[dict[str, Any]]:
    store = await Store.open(url)
    await store.accept_deal(_MIRA, _AT, "api.openai.example")
    numbers = count()
    works = {
        "reading a person's choices": lambda: store.author(_MIRA),
        "keeping a check with a finding": lambda: store.add_check(
            replace(_CHECK, check_id=f"c{next(numbers)}")
        ),
    }
    try:
        return [await _row(what, work) for what, work in works.items()]
    finally:
        await store.close()


async def _row(what: str, work: Callable[[], Awaitable[object]]) -> dict[str, Any]:
    taken, busy = [], []
    for _ in range(_BATCHES):
        start, processor = time.perf_counter(), time.process_time()
        for _ in range(_EACH):
            await work()
        taken.append((time.perf_counter() - start) / _EACH * 1e6)
        busy.append((time.process_time() - processor) / _EACH * 1e6)
    return {
        "what": f"{what}, on SQLite",
        "unit": "µs",
        "p50": round(statistics.median(taken)),
        "of the processor": round(statistics.median(busy)),
    }
