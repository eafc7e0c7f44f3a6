"""One run of the fault harness: kill, start again, and count what became of every promise."""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.faults.ground import Ground, ground
from tests.faults.promises import Crowd, answered
from tests.faults.weekly import SETTINGS, Weekly, fill_last_week

_AT_ONCE = 3  # things asked between two kills
_LATEST = 2.0  # seconds of life before a kill, at most
_TELL_EVERY = 20
_PATIENCE = 90.0  # seconds for the last process to finish everything


@dataclass(frozen=True)
class Tally:
    """What became of what was asked. `refused` was never acked, so nothing was promised."""

    kills: int
    asked: int
    answered: int
    lost: list[str]
    doubled: list[str]
    refused: int
    kinds: dict[str, int]


async def kill_often(
    database_url: str, folder: Path, kills: int, seed: int = 1, program: tuple[str, ...] = ()
) -> Tally:
    """Run the bot on a database, kill it `kills` times at random moments, and count."""
    luck = random.Random(seed)  # noqa: S311 -- moments to kill at, no secrets
    await fill_last_week(database_url)
    async with ground(database_url, folder, luck, more=SETTINGS, program=program) as here:
        weekly = Weekly.of(here.slack, database_url)
        crowd = Crowd(here, luck)
        await crowd.meet()
        busy: set[asyncio.Task[None]] = set()
        for number in range(kills):
            if number and number % _TELL_EVERY == 0:
                sys.stderr.write(f"  {number} kills, {len(crowd.promises)} promises\n")
            life = luck.uniform(0.1, _LATEST)
            for _ in range(_AT_ONCE):
                busy.add(asyncio.create_task(crowd.ask(life)))
            await asyncio.sleep(life)
            here.bot.kill()
            await asyncio.to_thread(weekly.renew)
            await here.bot.start()
            done = {task for task in busy if task.done()}
            await asyncio.gather(*done)
            busy -= done
        await asyncio.gather(*busy)
        await _settled(here, crowd, weekly)
        return _tally(here, crowd, weekly, kills)


async def _settled(here: Ground, crowd: Crowd, weekly: Weekly) -> None:
    """Wait until every promise is kept, or patience ends."""
    loop = asyncio.get_running_loop()
    until = loop.time() + _PATIENCE
    while loop.time() < until and not (  # noqa: ASYNC110 -- screens have no event to wait for
        weekly.standing() and all(answered(here, each) for each in crowd.promises)
    ):
        await asyncio.sleep(0.2)
    await asyncio.sleep(1.0)  # for what would come twice


def _tally(here: Ground, crowd: Crowd, weekly: Weekly, kills: int) -> Tally:
    times = {each.marker: answered(here, each) for each in crowd.promises}
    kinds = {each.marker: each.kind for each in crowd.promises}
    for number, count in enumerate([*weekly.posted, weekly.standing()]):
        times[f"number {number}"], kinds[f"number {number}"] = count, "digest"
    return Tally(
        kills=kills,
        asked=len(times),
        answered=sum(count > 0 for count in times.values()),
        lost=[f"{kinds[marker]}: {marker}" for marker, count in times.items() if not count],
        doubled=[f"{kinds[marker]}: {marker}" for marker, count in times.items() if count > 1],
        refused=crowd.refused,
        kinds=dict(Counter(kinds.values())),
    )
