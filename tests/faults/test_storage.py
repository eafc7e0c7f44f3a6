"""The real bot when its disk is full, or its files are read-only, locked or damaged."""

from __future__ import annotations

import asyncio
import fcntl
import random
import resource
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.e2e.disk import traces
from tests.faults.ground import Ground, ground, takes_its_time
from tests.faults.promises import Promise, answered
from tests.faults.scene import checked, somebody, told, until
from tests.slack_person import read

pytestmark = pytest.mark.e2e

_FILES = ("checkpost.db", "checkpost.dbos.sqlite")
_GET_FLAGS, _SET_FLAGS, _IMMUTABLE = 0x80086601, 0x40086602, 0x10  # linux/fs.h
_NO_ROOM = 0  # bytes that a file may grow to
_KNOWN, _MEANWHILE, _AFTER = "Their tides 00001", "Their buoys 00002", "Their charts 00003"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Ground]:
    url, luck = f"sqlite:///{tmp_path}/checkpost.db", random.Random(1)  # noqa: S311 -- no secrets
    talkative = {"CHECKPOST_LOG_LEVEL": "debug"}
    async with ground(url, tmp_path, luck, takes_its_time(luck, 1.0, 1.0), talkative) as started:
        yield started


@contextmanager
def full(here: Ground) -> Iterator[None]:
    """Let no file of the bot's grow, as a full disk would."""
    assert here.bot.process
    pid = here.bot.process.pid
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (_NO_ROOM, resource.RLIM_INFINITY))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@contextmanager
def read_only(here: Ground) -> Iterator[None]:
    """Let nobody write to the files, root and those who have them open included."""
    folder = here.bot.folder
    files = [file for name in _FILES for file in (folder / name, folder / f"{name}-wal")]
    for file in files:
        let_change(file, may=False)
    yield
    for file in files:
        let_change(file, may=True)


def let_change(file: Path, *, may: bool) -> None:
    with file.open("rb") as opened:
        flags = int.from_bytes(fcntl.ioctl(opened, _GET_FLAGS, bytes(8)), sys.byteorder)
        flags = flags & ~_IMMUTABLE if may else flags | _IMMUTABLE
        fcntl.ioctl(opened, _SET_FLAGS, flags.to_bytes(8, sys.byteorder))


@pytest.fixture
def can_be_read_only(tmp_path: Path) -> bool:
    """Whether files can be made so here while somebody has them open."""
    file = tmp_path / "probe"
    file.touch()
    try:
        let_change(file, may=False)
        let_change(file, may=True)
    except OSError:  # it takes root, and a file system that knows the flag
        return False
    return True


def test_files_can_become_read_only_here(can_be_read_only: bool) -> None:  # noqa: FBT001 -- a fixture
    if not can_be_read_only:
        pytest.skip(
            "FILES THAT BECOME READ-ONLY ARE NOT TESTED HERE: it takes root, on ext4 or alike"
        )


async def test_a_full_disk_or_files_that_become_read_only_keep_no_rules_back_and_lose_no_check(
    here: Ground,
    tmp_path: Path,
    can_be_read_only: bool,  # noqa: FBT001 -- a fixture
) -> None:
    person = await somebody(here)
    promises = []
    for number, taken_away in enumerate([full, *([read_only] if can_be_read_only else [])]):
        marker = f"Their tides 0000{number}"
        known = await checked(here, person, marker)
        promises.append(Promise(marker, person.user, "command"))
        with taken_away(here):
            meanwhile = await checked(here, person, f"Their buoys 0000{number}")
            await until(lambda view=meanwhile: "could not start" in read(view.view))  # type: ignore[misc]  # called at once
            await asyncio.sleep(1.5)  # the review comes, and cannot be written down
            assert not told(known)

    # In a message where nothing could be written before it was known which window shows it.
    await until(lambda: [answered(here, each) for each in promises] == [1] * len(promises), 60)
    after = await checked(here, person, _AFTER)
    await until(lambda: told(after))

    assert "stopped half-way and go on" in here.bot.said()
    assert "OperationalError SQLITE_" in here.bot.said(), "what the operator has to look after"
    assert "Traceback" not in here.bot.said()
    assert here.bot.stop() == 0
    assert [*traces(tmp_path, {"are a joke", "U0MIRA"})] == []


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


async def test_files_that_are_damaged_while_it_runs_are_named_and_lose_no_check(
    here: Ground, tmp_path: Path
) -> None:
    person = await somebody(here)
    ours, engines = (tmp_path / name for name in _FILES)

    await person.close(await checked(here, person, _KNOWN))
    whole = damage(ours)
    promised = Promise(_KNOWN, person.user, "command")
    await until(lambda: "record failed with StoreProblem SQLITE_CORRUPT" in here.bot.said())
    assert here.bot.stop() == 0
    await refuses(here, ours)
    ours.write_bytes(whole)  # the backup
    await here.bot.start()
    await until(lambda: answered(here, promised) == 1, seconds=60)

    damage(engines)
    meanwhile = await checked(here, person, _MEANWHILE)
    await until(lambda: "could not start" in read(meanwhile.view))
    assert here.bot.stop() == 0
    await refuses(here, engines)


def damage(file: Path) -> bytes:
    """Spoil all of a file but its first page, as a broken disk might; return what it was."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xa5" * (len(whole) - 4096))
    return whole


async def refuses(here: Ground, damaged: Path) -> None:
    """Start the bot, which names the damaged file, leaves it as it is, and ends."""
    left = await asyncio.to_thread(damaged.read_bytes)
    with pytest.raises(AssertionError, match=f"{damaged.name} is damaged. It was left as it is"):
        await here.bot.start()
    assert here.bot.process
    assert here.bot.process.returncode == 2
    assert await asyncio.to_thread(damaged.read_bytes) == left


async def test_a_damaged_file_is_named_and_left_as_it_is(here: Ground, tmp_path: Path) -> None:
    assert here.bot.stop() == 0
    for name in _FILES:
        file = tmp_path / name
        whole = file.read_bytes()
        damaged = whole[:4096] + b"\xa5" * 3000 + whole[7096:]
        file.write_bytes(damaged)
        await refuses(here, file)
        file.write_bytes(whole)
