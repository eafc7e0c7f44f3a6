"""Weekly figures on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from storage.records import FindingRecord
from storage.store import Store
from storage.week_records import FigureRecord, FrozenWeek, PersonChecks, PersonFindings, WeekRecord
from tests.storage.test_store import JONAS, MIRA, NINE, check

DISCLOSURE = FindingRecord("employee-disclosure", "3", "disclosure", "fix", "rule")
TONE = FindingRecord("exaggerated", "", "tone", "polish", "tone", action="fixed")
NEXT_DAY = NINE + timedelta(days=1)
WEEK = WeekRecord("2026-W47", datetime(2026, 11, 16, tzinfo=UTC), 60, 20, 15)


async def test_checks_are_counted_by_person_and_by_how_they_ended(store: Store) -> None:
    fixed = replace(DISCLOSURE, action="fixed")
    await store.add_check(check("c1", findings=(fixed, TONE)))
    await store.add_check(check("c2", findings=(DISCLOSURE,)))
    await store.add_check(check("c3", author_key=JONAS, verdict="polish", findings=(TONE,)))
    await store.add_check(check("c4", author_key=JONAS, hour=NEXT_DAY))

    counted = await store.checks_between(NINE, NEXT_DAY)

    assert set(counted) == {
        PersonChecks(MIRA, "better", 1),
        PersonChecks(MIRA, "fixable", 1),
        PersonChecks(JONAS, "clear", 1),
    }


async def test_findings_of_rules_are_counted_and_those_of_tone_are_not(store: Store) -> None:
    await store.add_check(check("c1", findings=(DISCLOSURE, DISCLOSURE, TONE)))
    await store.add_check(check("c2", hour=NEXT_DAY, findings=(DISCLOSURE,)))

    counted = await store.findings_between(NINE, NEXT_DAY)

    assert counted == (PersonFindings("employee-disclosure", "disclosure", None, MIRA, 2),)


async def test_earlier_findings_are_counted_for_rules_that_gather(store: Store) -> None:
    other = replace(DISCLOSURE, rule="superlative", topic="claim")
    await store.add_check(check("c1", findings=(DISCLOSURE, other)))
    await store.add_check(check("c2", hour=NEXT_DAY, findings=(DISCLOSURE,)))
    end = NEXT_DAY + timedelta(days=1)

    counted = await store.findings_between(NEXT_DAY, end, {"employee-disclosure": NINE})

    new = PersonFindings("employee-disclosure", "disclosure", None, MIRA, 1)
    assert counted == (new, replace(new, is_new=False))


async def test_a_week_that_is_kept_stays_as_it_is(store: Store) -> None:
    topic = FigureRecord("2026-W47", "topic", "disclosure", "2026-W47", fixed=10)
    await store.keep_week(FrozenWeek(WEEK, (topic,)))
    await store.keep_week(FrozenWeek(replace(WEEK, checks=5)))

    assert await store.kept_weeks("2026-W47", "2026-W47") == (FrozenWeek(WEEK, (topic,)),)


async def test_a_later_week_takes_up_what_was_gathering(store: Store) -> None:
    gathering = FigureRecord("2026-W46", "rule", "superlative", "2026-W46")
    shown = FigureRecord("2026-W46", "rule", "employee-disclosure", "2026-W46", hits=10)
    earlier = replace(WEEK, week="2026-W46", begins=WEEK.begins - timedelta(days=7))
    await store.keep_week(FrozenWeek(earlier, (gathering, shown)))
    now = replace(gathering, week="2026-W47")
    await store.keep_week(FrozenWeek(WEEK, (now,)))

    kept = await store.kept_weeks("2026-W01", "2026-W53")

    assert [week.figures for week in kept] == [(shown,), (now,)]


async def test_figures_outlive_the_people_and_go_after_their_time(store: Store) -> None:
    await store.add_check(check("c1"))
    await store.keep_week(FrozenWeek(WEEK))

    await store.forget(MIRA)
    await store.delete_older_than(NEXT_DAY)
    assert await store.first_hour() is None
    assert await store.kept_weeks("2026-W47", "2026-W47") == (FrozenWeek(WEEK),)

    assert await store.delete_weeks_before(WEEK.begins + timedelta(days=1)) == 1
    assert await store.kept_weeks("2026-W47", "2026-W47") == ()
