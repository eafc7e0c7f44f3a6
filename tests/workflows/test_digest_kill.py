"""Processes that post digests are killed, or are two: there is one digest all the same."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Self

import pytest

from storage.store import Store
from tests.forked import Program
from tests.postgres import fresh_database
from tests.workflows.processes import KEY, wait_for
from tests.workflows.test_digest import NINE, busy_weeks

RUNNER = Path(__file__).with_name("digest_runner.py")
pytestmark = pytest.mark.e2e


class Process:
    """One run of digest_runner.py."""

    def __init__(self, url: str, folder: Path, *, slowly: float = 0.0) -> None:
        given = {"url": url, "folder": str(folder), "slowly": str(slowly), "key": KEY}
        self.child = Program(RUNNER, json.dumps({**given, "now": NINE.isoformat()}))

    def __enter__(self) -> Self:
        return self

    def until_ready(self) -> None:
        said = self.child.stdout.readline()
        assert said == "ready\n", self.child.communicate()[1][-2000:]

    def __exit__(self, *_: object) -> None:
        self.child.kill()
        self.child.communicate()


def filled(url: str) -> None:
    async def fill() -> None:
        store = await Store.open(url)
        await busy_weeks(store, 1)
        await store.close()

    asyncio.run(fill())


def statuses(url: str) -> list[str]:
    async def read() -> list[str]:
        store = await Store.open(url)
        found = [record.status for record in await store.digests_since("")]
        await store.close()
        return found

    return asyncio.run(read())


def wait_for_record(url: str) -> list[str]:
    for _ in range(200):
        if found := statuses(url):
            return found
        time.sleep(0.05)
    raise AssertionError("no digest was remembered")


def test_a_process_killed_between_post_and_record_leaves_one_digest(
    url: str, tmp_path: Path
) -> None:
    filled(url)
    with Process(url, tmp_path, slowly=60.0) as first:
        first.until_ready()
        wait_for(tmp_path / "posted", 1)
    assert statuses(url) == []

    with Process(url, tmp_path) as second:
        second.until_ready()
        assert wait_for_record(url) == ["posted"]

    assert (tmp_path / "posted").read_text("utf-8") == "2026-W47 #social-learning en\n"


def test_two_replicas_post_one_digest(tmp_path: Path) -> None:
    url = fresh_database()
    filled(url)
    with Process(url, tmp_path) as first, Process(url, tmp_path) as second:
        first.until_ready()
        second.until_ready()
        assert wait_for_record(url) == ["posted"]

    assert (tmp_path / "posted").read_text("utf-8") == "2026-W47 #social-learning en\n"
