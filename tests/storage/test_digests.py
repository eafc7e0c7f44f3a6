"""What is remembered of digests, drills and changes, on either database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from storage.records import FindingRecord
from storage.store import Store
from storage.week_records import ChangeRecord, DigestRecord, DrillRecord
from tests.storage.test_store import JONAS, MIRA, check

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
POSTED = DigestRecord("2026-W47", "#social-learning", "posted", MONDAY, "C0LEARN:1.2", "a/1")


async def test_the_latest_word_on_a_digest_stands(store: Store) -> None:
    older = replace(POSTED, week="2026-W40", status="quiet", place="")
    for record in (older, replace(POSTED, place=""), POSTED):
        await store.keep_digest(record)

    assert await store.digests_since("2026-W40") == (older, POSTED)
    assert await store.digests_since("2026-W41") == (POSTED,)


async def test_answers_to_a_drill_are_added_up(store: Store) -> None:
    for right in (True, False, True):
        await store.count_drill("2026-W47", "superlative", "claim", MONDAY, right=right)

    told = await store.drills_between("2026-W47", "2026-W47")

    assert told == (DrillRecord("2026-W47", "superlative", "claim", right=2, wrong=1),)


async def test_people_who_object_to_a_rule_are_counted_once_each(store: Store) -> None:
    wrong = FindingRecord("superlative", "1", "claim", "polish", "rule", "rule_wrong")
    other = replace(wrong, action="not_relevant")
    fixed = replace(wrong, action="fixed")
    await store.add_check(check("c1", author_key=MIRA, findings=(wrong, other)))
    await store.add_check(check("c2", author_key=JONAS, findings=(other,)))
    await store.add_check(check("c3", author_key="c3" * 32, findings=(fixed,)))

    assert await store.objectors("superlative") == 2


async def test_a_change_that_is_taken_back_is_forgotten(store: Store) -> None:
    stays = ChangeRecord("packs/slack/1.yaml", "superlative", "exception", MONDAY)
    await store.keep_change(stays)
    await store.keep_change(replace(stays, path="packs/slack/2.yaml"))
    await store.drop_change("packs/slack/2.yaml")

    day = timedelta(days=1)
    assert await store.changes_between(MONDAY, MONDAY + day) == (stays,)
    assert await store.changes_between(MONDAY - day, MONDAY) == ()


async def test_all_of_it_goes_after_its_time(store: Store) -> None:
    await store.keep_digest(POSTED)
    await store.count_drill("2026-W47", "superlative", "claim", MONDAY, right=True)
    await store.keep_change(ChangeRecord("p", "superlative", "word", MONDAY))
    sunday, day = MONDAY.date() - timedelta(days=1), timedelta(days=1)
    await store.keep_clicks({("river-week", sunday): 40, ("river-week", sunday + day): 2})

    await store.delete_weeks_before(MONDAY + timedelta(seconds=1))

    assert await store.digests_since("") == ()
    assert await store.drills_between("", "9999-W01") == ()
    assert await store.changes_between(MONDAY, MONDAY + day) == ()
    assert await store.clicks_between(sunday, sunday + 2 * day) == {"river-week": 2}
