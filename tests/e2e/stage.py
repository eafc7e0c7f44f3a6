"""A workspace and the real bot in front of it, each in a process of its own."""

from __future__ import annotations

import asyncio
import itertools
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.demo.conversations import open_conversations
from bot.demo.local_slack import local_slack
from bot.demo.workspace import Access, make_access
from tests import forked
from tests.local_workspace import (
    Human,
    Json,
    find_element,
    free_port,
    settled,
    workspace_program,
)
from tests.model_server import Respond

RUN = ("-m", "bot", "run")
_PATIENCE = 60.0  # seconds until the bot is there, on a busy machine
RULES = Path(os.environ.get("E2E_RULES", Path(__file__).resolve().parents[2] / "rules"))


@dataclass
class Bot:
    """The bot's process: started, killed and started again on the same database.

    It is what `program` says to Python, or else a fork of a process that has loaded everything.
    """

    access: Access
    folder: Path
    health: int
    http: bool = False
    settings: dict[str, str] = field(default_factory=dict)
    program: tuple[str, ...] = RUN
    process: subprocess.Popen[bytes] | forked.Started | None = None

    @property
    def log(self) -> Path:
        """Where the bot's output goes."""
        return self.folder / "bot.log"

    def environment(self) -> dict[str, str]:
        """Return its settings, which its folder's other commands need too."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        door = (
            {"SLACK_SIGNING_SECRET": self.access.signing_secret}
            if self.http
            else {"SLACK_APP_TOKEN": self.access.app_token}
        )
        return {
            **kept,
            **door,
            "SLACK_BOT_TOKEN": self.access.bot_token,
            "SLACK_API_URL": self.access.api_url,
            "CHECKPOST_RULES": str(RULES),
            "PORT": str(self.health),
            **self.settings,
        }

    async def start(self) -> None:
        """Start the bot and wait until it takes work."""
        self.process = self._started()
        try:
            async with asyncio.timeout(_PATIENCE), aiohttp.ClientSession() as session:
                while not await self._ready(session):
                    assert self.process.poll() is None, self.said()
                    await asyncio.sleep(0.1)
        except TimeoutError:
            raise AssertionError(f"not ready after {_PATIENCE:.0f} s: {self.said()}") from None

    def _started(self) -> subprocess.Popen[bytes] | forked.Started:
        if not self.program:
            streams = (Path(os.devnull), self.log, self.log)
            return forked.start("run", folder=self.folder, env=self.environment(), streams=streams)
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *self.program],
                cwd=self.folder,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def _ready(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(f"http://127.0.0.1:{self.health}/readyz") as answer:
                return answer.ok
        except aiohttp.ClientError:
            return False

    def said(self) -> str:
        """Return everything the bot has printed."""
        return self.log.read_text(errors="replace")

    def kill(self) -> None:
        """End the bot without a chance to clean up."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self, within: float = _PATIENCE) -> int:
        """Ask the bot to end, and raise where it has not `within` seconds; return its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(timeout=within)


@dataclass
class Stage:
    """A workspace with the bot in it."""

    base: str
    bot: Bot
    met: int = 0
    _people: itertools.count[int] = field(default_factory=itertools.count)

    async def conversation(self, human: Human) -> str:
        """Open somebody's direct conversation with the bot, as the demo does."""
        return (await open_conversations(self.bot.access, [human.user]))[0]

    async def checkpost(self, *arguments: str) -> str:
        """Run a command beside the bot, with its settings; return what it printed."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            cwd=self.bot.folder,
            env=self.bot.environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await asyncio.wait_for(process.communicate(), _PATIENCE)
        return said.decode()

    @asynccontextmanager
    async def somebody_new(self) -> AsyncIterator[Human]:
        """Bring somebody who never met the bot to the page, in a tidy workspace."""
        self.met = next(self._people) + 1
        async with Human.at(self.base, f"U0NEW{self.met - 1}") as human:
            await human.control("reset")
            yield human

    @asynccontextmanager
    async def somebody(self) -> AsyncIterator[Human]:
        """Bring somebody who accepted the deal."""
        async with self.somebody_new() as human:
            await human.command("The tide is in")
            await human.press_button("deal_ok")
            await human.modal(lambda view: not find_element(view, "deal_ok") and settled(view))
            await human.close()
            await human.no_modal()
            yield human


def when(allowed: asyncio.Event, then: Respond) -> Respond:
    """Have the model answer like `then`, but not before it is allowed."""

    async def respond(request: web.Request, asked: Json) -> web.StreamResponse:
        await allowed.wait()
        return await then(request, asked)

    return respond


@asynccontextmanager
async def stage(
    folder: Path, *, http: bool = False, settings: dict[str, str] | None = None
) -> AsyncIterator[Stage]:
    """Run a workspace and the bot, connected by Socket Mode or by signed requests."""
    port, health = free_port(), free_port()
    access = make_access(port)
    door = f"http://127.0.0.1:{health}/slack/events" if http else None
    bot = Bot(access, folder, health, http=http, settings=settings or {})
    program = workspace_program()
    async with local_slack(
        program, access, port=port, folder=folder / "workspace", request_url=door
    ):
        await bot.start()
        try:
            yield Stage(f"http://127.0.0.1:{port}", bot)
        finally:
            bot.kill()
