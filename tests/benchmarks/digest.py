"""How long the digest of a week takes where a million checks are kept, on SQLite."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.digest.digest import Digest
from bot.digest.editor import Editor
from storage.migrate import migrate
from storage.store import Store
from storage.urls import parse_url
from tests.digest.made import NOW, WEEK, shipped

CHECKS = 1_000_000
PEOPLE = 5_000
WEEKS = 26  # as long as checks are kept
RULES = 80

# One finding a check, actions and people spread evenly; 38,000 checks a week.
_MADE = """
CREATE TEMP TABLE topics (number INTEGER PRIMARY KEY, rule TEXT, topic TEXT, severity TEXT);
CREATE TEMP TABLE many (n INTEGER PRIMARY KEY);
"""
_NUMBERS = """
INSERT INTO many WITH RECURSIVE counted(n) AS
  (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < ? - 1) SELECT n FROM counted
"""
_CHECKS = """
INSERT INTO checks (check_id, hour, author_key, platform, purpose, surface, verdict, ruleset,
                    review_status, prompt_hash, model, tokens, review_ms)
SELECT printf('c%07d', n), strftime('%Y-%m-%d %H:00:00.000000', ?, '+' || (n * ? / ?) || ' hours'),
       printf('p%04d', (n * 7919) % ?), 'linkedin', 'post', 'command',
       CASE n % 3 WHEN 0 THEN 'clear' WHEN 1 THEN 'fix' ELSE 'polish' END, 'r', 'ok', '', '', 0, 0
FROM many
"""
_FINDINGS = """
INSERT INTO findings (check_id, position, rule, revision, topic, severity, source, action)
SELECT printf('c%07d', n), 0, rule, '1', topic, severity, 'rule',
       CASE n / 80 % 5 WHEN 0 THEN 'kept' WHEN 1 THEN NULL ELSE 'fixed' END
FROM many JOIN topics ON topics.number = n % ?
"""


def rows() -> list[dict[str, Any]]:
    """Return the rows on digests: seconds."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder) / "million.db"))


async def _measure(file: Path) -> list[dict[str, Any]]:
    filled = _timed(lambda: _fill(file))
    first = _timed_scan(file)
    store = await Store.open(f"sqlite:///{file}")
    editor = Editor(store, shipped)
    try:
        # Every week but the last froze in its time; here all at once.
        start = time.perf_counter()
        await editor.freeze(WEEK.begins(editor.timezone))
        freezing = time.perf_counter() - start
        start, processor = time.perf_counter(), time.process_time()
        made = await editor.digest(WEEK, NOW)
        taken, busy = time.perf_counter() - start, time.process_time() - processor
    finally:
        await store.close()
    return [
        {
            "what": f"a week's digest over {CHECKS:,} checks by {PEOPLE:,} people, on SQLite",
            "unit": "s",
            "once": round(taken, 2),
            "of the processor": round(busy, 2),
            "goal": 2,
            "checks in that week": _told(made),
            "yardstick: one scan of all findings with their checks": round(first, 2),
            "freezing the 25 weeks before, once": round(freezing, 2),
            "making the database": round(filled, 1),
        }
    ]


def _told(made: Digest | None) -> int:
    return made.checks if made else 0


def _fill(file: Path) -> None:
    migrate(parse_url(f"sqlite:///{file}"))
    connection = sqlite3.connect(file)
    live = shipped().rules[:RULES]
    begin = (WEEK.begins("Europe/Lisbon") - timedelta(weeks=WEEKS - 1)).strftime("%Y-%m-%d %H:%M")
    with connection:
        connection.executescript(f"PRAGMA synchronous = OFF; {_MADE}")
        connection.execute(_NUMBERS, (CHECKS,))
        connection.executemany(
            "INSERT INTO topics VALUES (?, ?, ?, ?)",
            [(n, rule.id, rule.topic, rule.severity.value) for n, rule in enumerate(live)],
        )
        connection.execute(_CHECKS, (begin, WEEKS * 7 * 24, CHECKS, PEOPLE))
        connection.execute(_FINDINGS, (len(live),))
    connection.close()


def _timed_scan(file: Path) -> float:
    connection = sqlite3.connect(file)
    query = "SELECT count(*) FROM findings JOIN checks USING (check_id) WHERE platform > ''"
    taken = _timed(lambda: connection.execute(query).fetchone())
    connection.close()
    return taken


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
