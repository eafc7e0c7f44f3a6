"""A rule that changed because people said so is remembered, from five people on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.digest.changes import HeededChanges
from bot.policy.changes.change import Change, Kind
from bot.policy.loader import load
from bot.rulebook.book import RuleBook
from bot.rulebook.done import Saved, Undone
from bot.rulebook.live import LiveRules
from storage.records import FindingRecord
from storage.store import Store
from storage.week_records import ChangeRecord
from tests.policy.writing import live, write_folder
from tests.storage.test_store import check

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
WRONG = FindingRecord("promises", "1", "legal", "fix", "rule", "rule_wrong")
EXCEPTION = Change(Kind.EXCEPTION, "promises", "guarantee of origin", "A name")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite:///{tmp_path}/checkpost.db")
    yield opened
    await opened.close()


def book_of(root: Path, store: Store) -> RuleBook:
    write_folder(root, live("kind: phrase\nany: [guarantee*]", "guaranteed", rule_id="promises"))
    ruleset = load(root / "rules").ruleset
    assert ruleset
    rules = LiveRules(root / "rules", ruleset, load=load, clock=lambda: NOW)
    return RuleBook(rules, clock=lambda: NOW, news=HeededChanges(store, lambda: NOW))


async def object_to_it(store: Store, people: int) -> None:
    for who in range(people):
        row = check(f"c{who}", author_key=f"{who:02x}", findings=(WRONG,))
        await store.add_check(row)


async def remembered(store: Store) -> tuple[ChangeRecord, ...]:
    return await store.changes_between(NOW - timedelta(days=1), NOW + timedelta(days=1))


async def test_a_change_that_five_people_wanted_is_remembered_until_undone(
    tmp_path: Path, store: Store
) -> None:
    book = book_of(tmp_path, store)
    await object_to_it(store, 5)

    done = await book.save(EXCEPTION, "Hanne")

    assert isinstance(done, Saved)
    assert await remembered(store) == (ChangeRecord(done.path, "promises", "exception", NOW),)
    assert await book.undo(done.path, done.mark) is Undone.DONE
    assert await remembered(store) == ()


async def test_what_four_people_said_is_never_told(tmp_path: Path, store: Store) -> None:
    book = book_of(tmp_path, store)
    await object_to_it(store, 4)

    assert isinstance(await book.save(EXCEPTION, "Hanne"), Saved)

    assert await remembered(store) == ()


async def test_one_more_word_is_nothing_that_anybody_asked_for(
    tmp_path: Path, store: Store
) -> None:
    book = book_of(tmp_path, store)
    await object_to_it(store, 6)

    assert isinstance(
        await book.save(replace(EXCEPTION, kind=Kind.WORD, value="assure"), "Hanne"), Saved
    )

    assert await remembered(store) == ()
