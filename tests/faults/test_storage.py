"""The real bot when its disk is full, its files are locked, or what is in them is damaged."""

from __future__ import annotations

import asyncio
import random
import resource
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.ground import Ground, ground, takes_its_time
from tests.faults.promises import Promise, answered
from tests.faults.scene import checked, somebody, told, until
from tests.slack_person import read

pytestmark = pytest.mark.e2e

_FILES = ("checkpost.db", "checkpost.dbos.sqlite")
_NO_ROOM = 0  # bytes that a file may grow to
_KNOWN, _MEANWHILE, _AFTER = "Their tides 00001", "Their buoys 00002", "Their charts 00003"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Ground]:
    url, luck = f"sqlite:///{tmp_path}/checkpost.db", random.Random(1)  # noqa: S311 -- no secrets
    async with ground(url, tmp_path, luck, takes_its_time(luck, 1.0, 1.0)) as started:
        yield started


def allow(here: Ground, size: int) -> None:
    """Let no file of the bot's grow beyond `size` bytes, as a full disk would."""
    assert here.bot.process
    resource.prlimit(here.bot.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


async def test_a_full_disk_keeps_no_rules_back_and_loses_no_check(here: Ground) -> None:
    person = await somebody(here)
    known = await checked(here, person, _KNOWN)
    promised = Promise(_KNOWN, person.user, "command")

    allow(here, _NO_ROOM)
    meanwhile = await checked(here, person, _MEANWHILE)
    await until(lambda: "could not start" in read(meanwhile.view))
    await asyncio.sleep(1.5)  # the review comes, and cannot be written down
    assert not told(known)
    allow(here, resource.RLIM_INFINITY)
    # In a message where the disk was full before it was written down which window shows it.
    await until(lambda: answered(here, promised) == 1, seconds=60)
    after = await checked(here, person, _AFTER)
    await until(lambda: told(after))

    assert "stopped half-way and go on" in here.bot.said()
    assert "Traceback" not in here.bot.said()
    assert here.bot.stop() == 0


async def test_locked_files_delay_answers_and_no_ack(here: Ground, tmp_path: Path) -> None:
    person = await somebody(here)
    known = await checked(here, person, _KNOWN)

    others = [sqlite3.connect(tmp_path / name, isolation_level=None) for name in _FILES]
    for other in others:
        other.execute("BEGIN EXCLUSIVE")
    meanwhile = await checked(here, person, _MEANWHILE)
    await asyncio.sleep(1.5)  # longer than the review takes
    assert not told(known)
    for other in others:
        other.close()
    await until(lambda: told(known) and told(meanwhile))

    assert here.bot.stop() == 0


async def test_a_damaged_file_is_named_and_left_as_it_is(here: Ground, tmp_path: Path) -> None:
    assert here.bot.stop() == 0
    for name in _FILES:
        file = tmp_path / name
        whole = file.read_bytes()
        damaged = whole[:4096] + b"\xa5" * 3000 + whole[7096:]
        file.write_bytes(damaged)

        with pytest.raises(AssertionError, match=f"{name} is damaged. It was left as it is"):
            await here.bot.start()

        assert here.bot.process
        assert here.bot.process.returncode == 2
        assert file.read_bytes() == damaged
        file.write_bytes(whole)
