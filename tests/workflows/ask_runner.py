"""A small process that carries questions, to be killed: what it carries is kept in a file."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.keys import Keys
from bot.vocabulary.asking import Answer, End, Kind, Question, Told
from bot.workflows.ask import DurableAsks
from bot.workflows.engine import Engine
from bot.workflows.retention import Retention
from storage.store import Store
from tests.workflows.asks import pace, question
from tests.workflows.runner import lines, note


class FilePost:
    """Carries into a file; `slowly`, so that there is a moment to be killed in."""

    def __init__(self, folder: Path, slowly: float) -> None:
        self._log, self._slowly = folder / "carried", slowly

    async def place(self, channel: str) -> str | None:
        return f"{channel}:1"

    async def ask(
        self, question: Question, place: str, until: datetime, waiting: Answer | None = None
    ) -> bool:
        assert until > question.at
        if waiting is not None:
            return True
        self._once(f"ask {place} {question.ask_id}")
        return True

    async def remind(
        self, question: Question, place: str, until: datetime, waiting: Answer | None = None
    ) -> bool:
        assert until > question.at
        assert waiting is None
        note(self._log, f"remind {place}")  # each time: a reminder is a message of its own
        return True

    async def close(self, place: str, ended: Answer | End) -> bool:
        assert ended
        self._once(f"close {place}")
        # Taken out, and not yet written down that it was.
        await asyncio.sleep(self._slowly)
        return True

    async def tell(self, question: Question, told: Told) -> None:
        said = told.what.text if isinstance(told.what, Answer) else told.what.value
        assert told.channels[-1].startswith("#")
        self._once(f"tell {question.user} {said} {told.number}")

    def _once(self, line: str) -> None:
        """Leave a line, as an update of a message does however often it is made."""
        if line not in lines(self._log):
            note(self._log, line)


async def run(given: dict[str, str]) -> None:
    """Ask or answer what is asked for, and carry until told to stop."""
    folder = Path(given["folder"])
    store = await Store.open(given["url"])
    keys = await Keys.open(given["key"], None, store)
    engine = Engine(given["url"], keys, look_seconds=0.5)

    def clock() -> datetime:
        return datetime.now(UTC)

    asks = DurableAsks(
        post=FilePost(folder, float(given["slowly"])),
        decide=store.add_decision,
        keys=keys,
        engine=engine,
        clock=clock,
        pace=pace(float(given["seconds"]), 60.0),
    )
    retention = Retention(rows=store, engine=engine, clock=clock)
    await engine.launch()
    await retention.run()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    if given["asks"]:
        await asks.start(question())
    if given["answers"]:
        answer = Answer(Kind.CHANGE, "U0HANNE", "T0BRIGHT", "Say it without the name")
        await asks.answer(given["answers"], answer)
    if given["waits"]:
        reason = Answer(Kind.WAIT, "U0RASHID", "T0BRIGHT", "The launch moved", "12.34.form")
        await asks.answer(given["waits"], reason)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await stop.wait()
    await engine.close(timeout=1.0)
    await store.close()


if __name__ == "__main__":
    asyncio.run(run(json.loads(sys.argv[1])))
