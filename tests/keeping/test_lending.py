"""A draft is lent by its author's tick, read by comms, and gone when its days are over."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.command import build
from bot.keeping.exporting import exported, opener
from bot.keeping.lending import Lending, lent_drafts
from bot.keys import KEY_FILE, Keys
from bot.verdict import Draft, Platform
from storage.store import Store

NOW = datetime.now(UTC)
DRAFT = Draft("Try Tidewatch, it is the best", Platform.LINKEDIN)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite:///{tmp_path / 'checkpost.db'}")
    yield opened
    await opened.close()


@pytest.fixture
async def keys(store: Store, tmp_path: Path) -> Keys:
    return await Keys.open(None, tmp_path / KEY_FILE, store)


def lending(store: Store, keys: Keys) -> Lending:
    return Lending(store, keys, days=30, clock=lambda: NOW)


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob("checkpost.db*")))


async def test_a_lent_draft_is_there_for_its_days_and_no_longer(store: Store, keys: Keys) -> None:
    await lending(store, keys).lend("T1", "U1", "c1", DRAFT)

    assert await lent_drafts(store, keys, NOW + timedelta(days=29)) == [DRAFT]
    assert await lent_drafts(store, keys, NOW + timedelta(days=30)) == []
    assert await store.delete_lent_before(NOW + timedelta(days=30)) == 1


async def test_no_word_of_it_can_be_read_on_the_disk(
    store: Store, keys: Keys, tmp_path: Path
) -> None:
    await lending(store, keys).lend("T1", "U1", "c1", DRAFT)
    await store.close()

    assert b"Tidewatch" not in on_disk(tmp_path)


async def test_its_author_sees_it_takes_it_back_and_is_forgotten_with_it(
    store: Store, keys: Keys
) -> None:
    own, key = lending(store, keys), keys.author_key("T1", "U1")
    await own.lend("T1", "U1", "c1", DRAFT)
    await own.lend("T1", "U1", "c2", DRAFT)

    told = [each async for each in exported(store.rows_of(key), opener(keys))]
    assert "Try Tidewatch" in "".join(told)
    await own.take_back("T1", "U2", "c1")  # not theirs
    assert len(await lent_drafts(store, keys, NOW)) == 2
    await own.take_back("T1", "U1", "c1")
    assert len(await lent_drafts(store, keys, NOW)) == 1
    assert await store.forget(key) == 1
    assert await lent_drafts(store, keys, NOW) == []


def test_comms_compare_rules_over_what_was_lent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHECKPOST_DATABASE_URL", f"sqlite:///{tmp_path}/checkpost.db")
    rules = Path(__file__).parents[2] / "rules"
    monkeypatch.setenv("CHECKPOST_RULES", str(rules))

    async def lend() -> None:
        opened = await Store.open(f"sqlite:///{tmp_path}/checkpost.db")
        own = await Keys.open(None, tmp_path / KEY_FILE, opened)
        await lending(opened, own).lend("T1", "U1", "c1", DRAFT)
        await opened.close()

    asyncio.run(lend())
    arguments = ["rules", "backtest", "--against", str(rules), "--lent", "--json"]
    answer = CliRunner().invoke(build(), arguments)

    assert answer.exit_code == 0, answer.stderr
    assert json.loads(answer.stdout)["drafts"] == 1
