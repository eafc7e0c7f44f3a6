"""The editor over a real store: a made-up month, and the profile that knows no people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digest.digest import LeadKind
from bot.digest.editor import Editor
from bot.digest.period import lately
from bot.digest.reporter import Reporter
from bot.digest.synthetic import KEEP, fill
from bot.digest.week import Week, WeekProblem
from storage.store import Store
from tests.digest.made import NOW, WEEK, shipped
from tests.storage.test_store import check


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite:///{tmp_path}/checkpost.db")
    yield opened
    await opened.close()


async def test_a_made_up_month_has_a_digest_and_is_the_same_each_time(
    store: Store, tmp_path: Path
) -> None:
    count = await fill(store, shipped(), NOW, weeks=2)
    other = await Store.open(f"sqlite:///{tmp_path}/other.db")
    again = await fill(other, shipped(), NOW, weeks=2)

    made = await Editor(store, shipped).digest(WEEK, NOW)
    same = await Editor(other, shipped).digest(WEEK, NOW)
    await other.close()

    assert count == again > 200
    assert made is not None
    assert made == same
    assert made.topics[0][1] >= 10


async def test_a_made_up_month_has_something_for_every_part_of_the_report(store: Store) -> None:
    await fill(store, shipped(), NOW, weeks=4)

    report = await Reporter(store, shipped).report(lately(NOW, "Europe/Lisbon"), NOW)
    made = await Editor(store, shipped).digest(WEEK, NOW)

    assert report.checks
    assert report.better
    assert report.changed == 3
    assert [rule for rule, _ in report.ready] == ["announcement-opener"]
    assert report.adopted
    assert report.answered
    assert len(report.drilled) >= 2
    assert len(report.workshop.parts) == len(report.workshop.stories) == 3
    assert made is not None
    assert [each.title for each in made.campaigns] == ["River Week"]
    assert "shared" in dict(made.campaigns[0].steps)


async def test_rows_of_a_made_up_past_are_kept_as_long_as_real_ones_and_figures_longer(
    store: Store,
) -> None:
    later = NOW + KEEP
    await fill(store, shipped(), NOW, weeks=1)
    await fill(store, shipped(), later, weeks=1)

    first = await store.first_hour()
    kept = [week.totals.week for week in await store.kept_weeks("2026-W01", "2027-W53")]

    assert first is not None
    assert first >= later - KEEP
    assert str(WEEK) in kept


async def test_without_people_only_totals_from_twenty_checks_are_told(store: Store) -> None:
    hour = WEEK.begins("Europe/Lisbon") + timedelta(hours=9)
    rows = [check(f"c{number}", hour=hour, author_key="", findings=()) for number in range(21)]
    await store.add_checks(rows[:19])
    early = await Editor(store, shipped, anonymous=True).digest(WEEK, NOW)
    later = [replace(row, hour=hour + timedelta(weeks=1)) for row in rows]
    await store.add_checks([replace(row, check_id=f"later-{row.check_id}") for row in later])

    next_week = WEEK.before(-1)
    made = await Editor(store, shipped, anonymous=True).digest(next_week, NOW + timedelta(weeks=1))

    assert early is None
    assert made is not None
    assert (made.lead.kind, made.checks, made.topics) == (LeadKind.CHECKS, 20, ())


async def test_a_week_that_is_not_over_names_the_newest_that_is(store: Store) -> None:
    with pytest.raises(WeekProblem, match=r"2026-W48 is not over yet.* from 2026-11-30 on.*W47"):
        await Editor(store, shipped).digest(Week.parse("2026-W48"), NOW)
