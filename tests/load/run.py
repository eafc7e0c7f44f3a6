"""One load run: so many people at once, then so many checks a second for a while."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.load.measure import percentile, processor_s, resident_mb
from tests.load.stage import Stage, stage

_PATIENCE_S = 30.0  # for the last answers
_WARMING = 2  # rounds that are not counted: connections, caches, lazy imports


@dataclass(frozen=True)
class Plan:
    """What is asked for. `rate` in checks a second, `seconds` of it, after `rounds` at once."""

    people: int = 20
    rounds: int = 10
    rate: float = 20.0
    seconds: float = 20.0
    model_s: float = 2.0


@dataclass
class Notes:
    """What became of the drafts: when each was sent, and how long Slack waited for the ack."""

    sent: dict[str, float] = field(default_factory=dict)
    acked: dict[str, float] = field(default_factory=dict)
    refused: int = 0

    async def check(self, here: Stage) -> str:
        """Let somebody check a draft; return its marker once it is acked."""
        person, marker = here.next_draft()
        begun = self.sent[marker] = time.perf_counter()
        try:
            reply = await person.command(f"{marker} are a joke")
        except (aiohttp.ClientError, TimeoutError):
            reply = None
        if reply is None or reply.status != 200:
            self.refused += 1
        else:
            self.acked[marker] = time.perf_counter() - begun
        return marker


async def drive(door: str, database_url: str, folder: Path, plan: Plan) -> dict[str, Any]:
    """Run a plan through one door and return its figures; times in milliseconds."""
    async with stage(door, database_url, folder, plan.model_s) as here:
        warm, crowd, steady = Notes(), Notes(), Notes()
        for _ in range(_WARMING):
            await _at_once(here, warm, plan.people)
        before = processor_s(here.pid)
        for _ in range(plan.rounds):
            await _at_once(here, crowd, plan.people)
        burst = processor_s(here.pid) - before
        stop = asyncio.Event()
        memory = asyncio.create_task(_memory(here.pid, stop))
        used, own, begun = processor_s(here.pid), time.process_time(), time.perf_counter()
        await _steadily(here, steady, plan)
        await _answered(here, steady)
        lasted = max([here.slack.answered.get(m, begun) for m in steady.acked], default=begun)
        used, own = processor_s(here.pid) - used, time.process_time() - own
        stop.set()
        return {
            "door": door,
            "at_once": {
                **_waits(here, crowd),
                "processor_ms_per_check": round(1000 * burst / max(1, len(crowd.acked)), 1),
            },
            "steadily": {
                **_waits(here, steady),
                "asked_per_s": plan.rate,
                "answered_per_s": _rate(here, steady, lasted - begun - plan.model_s),
                "processor_ms_per_check": round(1000 * used / max(1, len(steady.acked)), 1),
                # What the people, Slack and the model of this run cost; a burst waits for it too.
                "own_ms_per_check": round(1000 * own / max(1, len(steady.acked)), 1),
            },
            "memory": _grown(await memory),
        }


async def _at_once(here: Stage, notes: Notes, people: int) -> None:
    await asyncio.gather(*(notes.check(here) for _ in range(people)))
    await _answered(here, notes)


async def _steadily(here: Stage, notes: Notes, plan: Plan) -> None:
    """Ask at a rate that does not wait for answers."""
    begun, asking = time.perf_counter(), set[asyncio.Task[str]]()
    for number in range(int(plan.rate * plan.seconds)):
        await asyncio.sleep(max(0.0, begun + number / plan.rate - time.perf_counter()))
        task = asyncio.create_task(notes.check(here))
        asking.add(task)
        task.add_done_callback(asking.discard)
    await asyncio.gather(*asking)


async def _answered(here: Stage, notes: Notes) -> None:
    """Wait until every draft that was acked has its answer, or patience ends."""
    until = time.perf_counter() + _PATIENCE_S
    while (  # noqa: ASYNC110 -- a screen has no event to wait for
        notes.acked.keys() - here.slack.answered.keys() and time.perf_counter() < until
    ):
        await asyncio.sleep(0.05)


async def _memory(pid: int, stop: asyncio.Event) -> list[float]:
    """Note how much memory the bot has every second, until told to stop."""
    noted = [resident_mb(pid)]
    while not stop.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), 1.0)
        noted.append(resident_mb(pid))
    return noted


def _grown(noted: list[float]) -> dict[str, float]:
    """Memory at first, at most and at last, in MB, each a mean of a tenth of the samples."""
    tenth = max(1, len(noted) // 10)
    first, last = sum(noted[:tenth]) / tenth, sum(noted[-tenth:]) / tenth
    return {
        "minutes": round(len(noted) / 60, 1),
        "first_mb": round(first, 1),
        "last_mb": round(last, 1),
        "most_mb": round(max(noted), 1),
    }


def _waits(here: Stage, notes: Notes) -> dict[str, object]:
    shown, answered = here.slack.shown, here.slack.answered
    cards = [shown[m] - notes.sent[m] for m in notes.acked if m in shown]
    added = [
        answered[m] - notes.sent[m] - here.thought[m]
        for m in notes.acked
        if m in answered and m in here.thought
    ]
    return {
        "checks": len(notes.sent),
        "refused": notes.refused,
        "lost": len(notes.acked.keys() - answered.keys()),
        "without_ai": len((notes.acked.keys() & answered.keys()) - here.slack.reviewed),
        "ack_p50_ms": _ms(percentile([*notes.acked.values()], 0.5)),
        "ack_p99_ms": _ms(percentile([*notes.acked.values()], 0.99)),
        "card_p50_ms": _ms(percentile(cards, 0.5)),
        "card_p95_ms": _ms(percentile(cards, 0.95)),
        "added_p50_ms": _ms(percentile(added, 0.5)),
        "added_p95_ms": _ms(percentile(added, 0.95)),
    }


def _rate(here: Stage, notes: Notes, seconds: float) -> float:
    done = len(notes.acked.keys() & here.slack.answered.keys())
    return round(done / seconds, 1) if seconds > 0 else 0.0


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(1000 * seconds, 1)
