"""A backup that was taken while the bot ran, restored into an empty folder, goes on from there."""

from __future__ import annotations

import random
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.ground import ground, takes_its_time
from tests.faults.promises import Promise, answered
from tests.faults.scene import checked, somebody, until
from tests.postgres import dump, fresh_database, restore

# In this order: what the store knows of a finished check may be newer than the engine's word.
_FILES = ("checkpost.dbos.sqlite", "checkpost.db")
_MARKER = "Their tides 00001"


def back_up(folder: Path, to: Path) -> None:
    """Copy a running bot's files, as docs/operations.md says."""
    to.mkdir(mode=0o700)
    for name in _FILES:
        with sqlite3.connect(folder / name) as connection:
            connection.execute("VACUUM INTO ?", (str(to / name),))
        connection.close()
    shutil.copy2(folder / "checkpost.key", to)


@pytest.mark.e2e
async def test_a_restored_backup_finishes_what_was_in_flight(tmp_path: Path) -> None:
    luck = random.Random(1)  # noqa: S311 -- no secrets
    home, kept, empty = tmp_path / "home", tmp_path / "backup", tmp_path / "restored"
    home.mkdir()
    url = f"sqlite:///{home}/checkpost.db"
    async with ground(url, home, luck, takes_its_time(luck, 1.0, 1.0)) as here:
        person = await somebody(here)
        await person.close(await checked(here, person, _MARKER))
        back_up(home, kept)
        here.bot.kill()
        shutil.rmtree(home)
        shutil.copytree(kept, empty)

        moved = {**here.bot.settings, "CHECKPOST_DATABASE_URL": f"sqlite:///{empty}/checkpost.db"}
        restored = replace(here.bot, folder=empty, settings=moved, process=None)
        await restored.start()
        asked = Promise(_MARKER, person.user, "command")
        await until(lambda: answered(here, asked) == 1)
        view = await checked(here, person, "Their buoys 00002")

        assert "deal_ok" not in str(view.view), "who accepted the deal is known"
        assert restored.stop() == 0


@pytest.mark.e2e
async def test_a_restored_dump_of_postgresql_does_so_too(tmp_path: Path) -> None:
    luck = random.Random(1)  # noqa: S311 -- no secrets
    url, empty = fresh_database(), fresh_database()
    async with ground(url, tmp_path, luck, takes_its_time(luck, 1.0, 1.0)) as here:
        person = await somebody(here)
        await person.close(await checked(here, person, _MARKER))
        dump(url, tmp_path / "checkpost.dump")
        here.bot.kill()
        restore(tmp_path / "checkpost.dump", empty)

        here.bot.settings["CHECKPOST_DATABASE_URL"] = empty
        await here.bot.start()
        asked = Promise(_MARKER, person.user, "command")
        await until(lambda: answered(here, asked) == 1)
        view = await checked(here, person, "Their buoys 00002")

        assert "deal_ok" not in str(view.view), "who accepted the deal is known"
        assert here.bot.stop() == 0
