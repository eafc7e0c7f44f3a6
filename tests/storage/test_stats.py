"""Figures by rule, on either database."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from storage.records import FindingRecord
from storage.stats import RuleCounts, Stats
from storage.store import Store
from tests.storage.test_store import JONAS, MIRA, check

DISCLOSURE = FindingRecord("employee-disclosure", "3", "disclosure", "fix", "rule")
TONE = FindingRecord("exaggerated", "", "tone", "polish", "tone")


async def test_hits_and_actions_are_counted_by_rule(store: Store, url: str) -> None:
    twice = (replace(DISCLOSURE, action="kept"), replace(DISCLOSURE, action="rule_wrong"))
    await store.add_check(check("c1", author_key=MIRA, findings=(DISCLOSURE, TONE)))
    await store.add_check(check("c2", author_key=MIRA, findings=twice))
    third = (replace(DISCLOSURE, action="not_relevant"), replace(DISCLOSURE, rule="superlative"))
    await store.add_check(check("c3", author_key=JONAS, findings=third))
    await store.mark_action("c1", MIRA, "employee-disclosure", 0, "fixed")

    stats = Stats(url)
    counted = await stats.by_rule()
    await stats.close()

    assert counted == (
        RuleCounts("employee-disclosure", 4, 1, 1, 1, 1, checks=3, people=2),
        RuleCounts("superlative", 1, 0, 0, 0, 0, checks=1, people=1),
    )


async def test_an_empty_database_has_no_figures(store: Store, url: str) -> None:
    stats = Stats(url)
    assert await stats.by_rule() == ()
    await stats.close()


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    stats = Stats(f"sqlite:///{tmp_path}/none.db")
    assert asyncio.run(stats.by_rule()) == ()
    assert list(tmp_path.iterdir()) == []
