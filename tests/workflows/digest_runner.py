"""A small process that posts digests, to be killed: its channel is a file."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from datetime import datetime
from pathlib import Path

from bot.digest.digest import Digest
from bot.digest.editor import Editor
from bot.keys import Keys
from bot.policy.company import DigestChannel
from bot.weekly import parse_cron
from bot.workflows.digest import Plan, WeeklyDigest
from bot.workflows.engine import Engine
from storage.store import Store
from tests.digest.made import shipped
from tests.workflows.runner import lines, note

LEARN = DigestChannel("#social-learning", "en")


class FilePost:
    """Posts into a file, where it looks first: as the real one looks for its block."""

    def __init__(self, folder: Path, slowly: float) -> None:
        self._log, self._slowly = folder / "posted", slowly

    async def put(self, digest: Digest, channel: str, language: str, place: str) -> str:
        del place
        line = f"{digest.week} {channel} {language}"
        if line not in lines(self._log):
            note(self._log, line)
        # Posted, and not yet written down that it was: the worst moment to be killed.
        await asyncio.sleep(self._slowly)
        return f"{channel}:1"


async def run(given: dict[str, str]) -> None:
    """Post what is due, and wait until told to stop."""
    now = datetime.fromisoformat(given["now"])
    store = await Store.open(given["url"])
    engine = Engine(given["url"], await Keys.open(given["key"], None, store), look_seconds=0.5)
    weekly = WeeklyDigest(
        editor=Editor(store, shipped),
        records=store,
        post=FilePost(Path(given["folder"]), float(given["slowly"])),
        plan=lambda: Plan(parse_cron("0 9 * * mon"), "Europe/Lisbon", (LEARN,)),
        engine=engine,
        clock=lambda: now,
    )
    await engine.launch()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await weekly.look()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await stop.wait()
    await engine.close(timeout=1.0)
    await store.close()


if __name__ == "__main__":
    asyncio.run(run(json.loads(sys.argv[1])))
