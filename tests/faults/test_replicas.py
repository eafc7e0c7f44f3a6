"""Two real bots on one PostgreSQL: one is killed for good, and nobody who asked notices."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.ground import Ground, ground, takes_its_time
from tests.faults.promises import Promise, answered
from tests.faults.scene import checked, somebody, until
from tests.local_workspace import free_port
from tests.postgres import fresh_database
from tests.slack_person import Person


@pytest.mark.e2e
async def test_what_a_replica_leaves_for_good_is_finished_by_the_other(tmp_path: Path) -> None:
    luck = random.Random(1)  # noqa: S311 -- no secrets
    slow = takes_its_time(luck, 2.0, 2.0)
    async with ground(fresh_database(), tmp_path, luck, slow) as here:
        (tmp_path / "second").mkdir()
        second = replace(here.bot, folder=tmp_path / "second", health=free_port(), process=None)
        await second.start()
        there = replace(here, bot=second)
        person = await somebody(here)
        promises = [await _asked(here if n % 2 else there, person, n) for n in range(4)]

        second.kill()
        promises += [await _asked(here, person, n) for n in range(4, 6)]
        await until(lambda: all(answered(here, each) for each in promises), seconds=60)
        await asyncio.sleep(0.5)  # for what would come twice

        assert [answered(here, each) for each in promises] == [1] * len(promises)


async def _asked(through: Ground, person: Person, number: int) -> Promise:
    """Let somebody check a draft by one of the replicas, and close the window."""
    marker = f"Their pilots {number:05d}"
    there = replace(person, events_url=through.person(person.user).events_url)
    await person.close(await checked(through, there, marker))
    return Promise(marker, person.user, "command")
