"""The anonymous profile: what reaches the database holds nobody, and the coach works as ever."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.keeping.anonymous import AnonymousStore
from storage.records import CheckRecord, FindingRecord
from storage.stats import Stats
from storage.store import Store

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
MARTA = "a" * 64
CHECK = CheckRecord(
    check_id="c1",
    hour=NOW,
    author_key=MARTA,
    platform="linkedin",
    purpose="post",
    surface="command",
    verdict="fix",
    ruleset="sha256:0",
    review_status="none",
    parent="c0",
    findings=(FindingRecord("employee-disclosure", "r1", "disclosure", "fix", "rule"),),
)


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(f"sqlite:///{tmp_path / 'checkpost.db'}")
    yield store
    await store.close()


def everything(tmp_path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(tmp_path.iterdir()))


async def test_no_byte_about_anybody_reaches_the_disk(kept: Store, tmp_path: Path) -> None:
    store = AnonymousStore(kept)
    await store.accept_deal(MARTA, NOW, "api.openai.example")
    await store.set_preferences(MARTA, ai_review=False, platform="linkedin")
    await store.add_check(CHECK)
    await store.mark_chain("c1", MARTA, frozenset())
    assert await store.mark_action("c1", MARTA, "employee-disclosure", 0, "kept")

    counts = await kept.counts()
    assert (counts.checks, counts.findings, counts.authors) == (1, 0, 0)
    await kept.close()
    held = everything(tmp_path)
    assert MARTA.encode() not in held
    assert b"employee-disclosure" not in held


async def test_choices_hold_until_the_process_ends_and_can_be_forgotten(kept: Store) -> None:
    store = AnonymousStore(kept)
    await store.accept_deal(MARTA, NOW, "api.openai.example")
    await store.accept_deal(MARTA, NOW.replace(hour=10), "")
    await store.set_preferences(MARTA, ai_review=False, messages=None)
    await store.set_preferences(MARTA, language="pt")
    assert await store.language(MARTA) == "pt"

    chosen = await store.author(MARTA)
    assert chosen is not None
    assert (chosen.accepted_at, chosen.ai_review, chosen.messages) == (NOW, False, True)
    assert chosen.ai_host == "api.openai.example"
    assert await AnonymousStore(kept).author(MARTA) is None

    assert await store.forget(MARTA) == 0
    assert await store.author(MARTA) is None


async def test_rows_from_before_the_profile_was_chosen_can_be_forgotten(kept: Store) -> None:
    await kept.accept_deal(MARTA, NOW, "api.openai.example")
    await kept.add_check(CHECK)

    assert await AnonymousStore(kept).forget(MARTA) == 3

    counts = await kept.counts()
    assert (counts.checks, counts.findings, counts.authors) == (0, 0, 0)


async def test_choices_and_rows_from_before_are_handed_to_their_person(kept: Store) -> None:
    store = AnonymousStore(kept)
    await store.accept_deal(MARTA, NOW, "api.openai.example")
    await kept.add_check(CHECK)

    told: dict[str, list[dict[str, object]]] = {}
    async for table, rows in store.rows_of(MARTA):
        told.setdefault(table, []).extend(rows)

    assert [row["accepted_at"] for row in told["authors"]] == [NOW]
    assert [row["check_id"] for row in told["checks"]] == ["c1"]


async def test_nobodys_checks_are_listed_and_no_rule_has_a_figure(
    kept: Store, tmp_path: Path
) -> None:
    store = AnonymousStore(kept)
    await store.add_check(CHECK)

    assert await store.recent(MARTA, 5) == ()
    stats = Stats(f"sqlite:///{tmp_path / 'checkpost.db'}")
    assert await stats.by_rule() == ()
    await stats.close()
