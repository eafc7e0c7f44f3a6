"""Weeks freeze once they are over, and stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.digest.freezing import freeze_until
from storage.records import CheckRecord, FindingRecord, StepRecord
from storage.store import Store
from tests.storage.test_store import check

LISBON = "Europe/Lisbon"
MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
FIXED = FindingRecord("employee-disclosure", "3", "disclosure", "fix", "rule", "fixed")


def checks(week: int, people: int) -> list[CheckRecord]:
    at = MONDAY + timedelta(weeks=week)
    return [
        replace(check(f"c{week}-{who}-{n}"), hour=at, author_key=f"{who:02x}", findings=(FIXED,))
        for who in range(people)
        for n in range(3)
    ]


async def test_only_weeks_that_are_over_freeze_and_each_only_once(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{tmp_path}/checkpost.db")
    for row in [*checks(0, 6), *checks(1, 3), *checks(2, 8), *checks(3, 9)]:
        await store.add_check(row)

    await freeze_until(store, MONDAY + timedelta(weeks=3, days=1), LISBON)
    await store.add_check(check("late", hour=MONDAY))
    for who in range(9):
        await store.forget(f"{who:02x}")
    await freeze_until(store, MONDAY + timedelta(weeks=3, days=1), LISBON)
    kept = await store.kept_weeks("2026-W01", "2026-W53")
    await store.close()

    totals = [week.totals for week in kept]
    assert [(week.week, week.checks) for week in totals] == [
        ("2026-W47", 20),
        ("2026-W48", None),
        ("2026-W49", 25),
    ]
    # What three people found in the quiet week is told together with what came after.
    told = [
        (each.since, each.hits)
        for week in kept
        for each in week.figures
        if each.kind == "rule" and each.hits
    ]
    assert told == [("2026-W47", 20), ("2026-W48", 35)]


async def test_an_empty_database_freezes_nothing(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{tmp_path}/checkpost.db")
    await freeze_until(store, MONDAY, LISBON)
    assert await store.kept_weeks("2000-W01", "2100-W01") == ()
    await store.close()


async def test_watch_rules_reviews_and_rewrites_freeze_with_the_week(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{tmp_path}/checkpost.db")
    for row in checks(0, 6):
        await store.add_check(row)
        await store.add_watched(row.check_id, ["on-trial"])
        await store.add_watched(row.check_id, ["on-trial"])
    await store.add_watched("c0-0-0", ["rarely"])
    for who in range(6):
        day = MONDAY.date() + timedelta(days=who)
        await store.add_step(StepRecord(f"{who:02x}", "rewrite", "", "adopted", day, 2))

    await freeze_until(store, MONDAY + timedelta(weeks=1), LISBON)
    [week] = await store.kept_weeks("2026-W47", "2026-W47")
    await store.forget("00")
    gone, mine = await store.held("00"), await store.held("01")
    left = await store.watched_between(MONDAY, MONDAY + timedelta(days=1))
    await store.close()

    told = {(each.kind, each.name): each.hits for each in week.figures if each.kind != "topic"}
    assert told["watch", "on-trial"] == 20
    assert told["watch", "rarely"] is None
    assert told["review", "ok"] == 20
    assert told["rewrite", "adopted"] == 10
    assert (gone.rows["watched"], mine.rows["watched"]) == (0, 3)
    assert {each.author_key for each in left} == {f"{who:02x}" for who in range(1, 6)}
