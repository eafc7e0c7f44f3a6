"""A PostgreSQL whose disk is full: a real one, of a few megabytes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.ground import Ground, ground, takes_its_time
from tests.faults.promises import Promise, answered
from tests.faults.scene import checked, somebody, told, until
from tests.postgres import cramped_database
from tests.slack_person import Person, read

_MEGABYTES = 24


def fill(disk: Path) -> Path:
    """Write until nothing more fits; return what takes the room."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65_536, 4_096):
            try:
                while file.write(b"\0" * size):
                    pass
            except OSError:
                continue
    return ballast


async def until_nothing_fits(here: Ground, person: Person) -> list[Promise]:
    """Check drafts until one stays without its review; return them all."""
    begun = []
    for number in range(40):
        marker = f"Their buoys {number:05d}"
        view = await checked(here, person, marker)
        begun.append(Promise(marker, person.user, "command"))
        try:
            await until(lambda view=view: told(view), 2)  # type: ignore[misc]  # called at once
        except TimeoutError:
            assert "AI is still reading" in read(view.view)
            return begun
    raise AssertionError("it all fits")


@pytest.mark.e2e
async def test_a_full_disk_under_postgresql_keeps_no_rules_back_and_loses_no_check(
    tmp_path: Path,
) -> None:
    luck = random.Random(1)  # noqa: S311 -- no secrets
    with cramped_database(_MEGABYTES) as (url, disk):
        async with ground(url, tmp_path, luck, takes_its_time(luck, 0.0, 0.1)) as here:
            person = await somebody(here)
            ballast = fill(disk)
            promises = await until_nothing_fits(here, person)

            ballast.unlink()
            await until(lambda: all(answered(here, each) for each in promises), 60)

            assert [answered(here, each) for each in promises] == [1] * len(promises)
            assert "DiskFull" in here.bot.said(), "what the operator has to look after"
            assert "Traceback" not in here.bot.said()
            assert here.bot.stop() == 0
