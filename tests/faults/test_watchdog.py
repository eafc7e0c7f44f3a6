"""The real bot whose loop stands still: it says where, ends, and the next one answers."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.watchdog import EXIT_CODE
from tests.faults.blocked import DRAFT
from tests.faults.ground import Ground, ground, takes_its_time
from tests.faults.promises import Promise, answered
from tests.faults.scene import checked, somebody, until
from tests.model_server import Respond

pytestmark = pytest.mark.e2e

_BLOCKED = str(Path(__file__).with_name("blocked.py"))
_ASKED = "Their tides 00001"
_LUCK = random.Random(1)  # noqa: S311 -- no secrets


@asynccontextmanager
async def watched(
    folder: Path, respond: Respond | None = None, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Ground]:
    """The bot as it runs anywhere, but that it can be told to block."""
    url = f"sqlite:///{folder}/checkpost.db"
    more = {"CHECKPOST_WATCHDOG": "2", **(settings or {})}
    async with ground(url, folder, _LUCK, respond, program=(_BLOCKED,), more=more) as here:
        yield here


@contextmanager
def systemd(path: Path) -> Iterator[list[str]]:
    """Listen as systemd does to what it started; yield what it hears, as it comes."""
    heard: list[str] = []
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(path))
        loop.add_reader(listening, lambda: heard.append(listening.recv(100).decode()))
        yield heard
        loop.remove_reader(listening)


async def ended(here: Ground) -> int:
    """Wait for the process to end by itself; return its code."""
    process = here.bot.process
    assert process
    return await asyncio.to_thread(process.wait, 20)


def block(here: Ground, number: signal.Signals) -> None:
    assert here.bot.process
    os.kill(here.bot.process.pid, number)


async def test_a_blocked_bot_names_the_place_and_ends_and_the_next_one_answers(
    tmp_path: Path,
) -> None:
    read = asyncio.Event()

    async def reads(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        await read.wait()  # or the answer might come before anything blocks
        return await takes_its_time(_LUCK, 0.0, 0.0)(request, asked)

    told = {"NOTIFY_SOCKET": str(tmp_path / "notify")}
    with systemd(tmp_path / "notify") as heard:
        async with watched(tmp_path, reads, told) as here:
            person = await somebody(here)
            await person.close(await checked(here, person, _ASKED))
            promised = Promise(_ASKED, person.user, "command")

            block(here, signal.SIGUSR1)
            code, said = await ended(here), here.bot.said()
            read.set()
            # On a busy machine no loop turns each second, and nobody blocks this one.
            here.bot.settings["CHECKPOST_WATCHDOG"] = "30"
            await here.bot.start()
            await until(lambda: answered(here, promised) == 1)
            assert here.bot.stop() == 0
            await until(lambda: heard[-1] == "STOPPING=1")

    [line] = [json.loads(line) for line in said.splitlines() if "loop_blocked" in line]
    assert code == EXIT_CODE
    assert len(line["reference"]) == 8
    assert line["place"].startswith(_BLOCKED)
    assert " sleeps < " in line["place"]
    assert DRAFT not in said
    first, second = (part.split() for part in " ".join(heard).split("READY=1")[1:])
    assert set(first) == {"WATCHDOG=1"}, "of the end of the first nobody could tell"
    assert set(second) == {"WATCHDOG=1", "STOPPING=1"}


async def test_code_that_lets_no_other_thread_run_is_ended_too(tmp_path: Path) -> None:
    async with watched(tmp_path) as here:
        block(here, signal.SIGUSR2)
        code, said = await ended(here), here.bot.said()

    assert code == -signal.SIGVTALRM
    assert f'File "{_BLOCKED}"' in said
    assert "in searches" in said
    assert DRAFT not in said
