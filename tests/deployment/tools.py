"""What the checks of the container file and the unit work with: programs, a Slack, a report."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from tests.local_workspace import free_port
from tests.slack_double import SlackDouble
from tests.slack_person import Person

READY_S = 60.0
STOP_S = 10.0
"""What docs/operations.md promises."""


class Skipped(Exception):
    """Something that a check needs is not on this machine. The message names it."""


class Broken(Exception):
    """Something does not work. The message says what was seen."""


@dataclass
class Report:
    """Says of each thing whether it holds, and remembers whether one does not."""

    failed: bool = False
    lines: list[str] = field(default_factory=list)

    def ok(self, says: str) -> None:
        """Say what holds."""
        self._say(f"ok       {says}")

    def skipped(self, says: str) -> None:
        """Say what was not looked at, and why."""
        self._say(f"SKIPPED  {says}")

    def broken(self, says: str) -> None:
        """Say what does not hold."""
        self.failed = True
        self._say(f"FAILED   {says}")

    def note(self, log: str) -> None:
        """Show the end of a log, for whoever has to find out why."""
        for line in log.splitlines()[-40:]:
            self._say(f"         {line}")

    def _say(self, line: str) -> None:
        self.lines.append(line)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


@dataclass(frozen=True)
class Done:
    """What a program came to."""

    code: int
    said: str


def program(*names: str) -> str:
    """Return the first of these programs that is here. Raises `Skipped`."""
    for name in names:
        if found := shutil.which(name):
            return found
    raise Skipped(f"there is no {' and no '.join(names)} here")


async def run(*command: str, expect: int | None = 0, within: float = 900.0) -> Done:
    """Run a program. Raises `Broken` where it ends otherwise than with `expect`."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    try:
        said, _ = await asyncio.wait_for(process.communicate(), within)
    except TimeoutError:
        process.kill()
        raise Broken(f"{' '.join(command[:3])} … took longer than {within:.0f} s") from None
    done = Done(process.returncode or 0, said.decode(errors="replace").strip())
    if expect is not None and done.code != expect:
        last = "\n".join(done.said.splitlines()[-12:])
        raise Broken(f"{' '.join(command[:3])} … ended with {done.code}:\n{last}")
    return done


@dataclass(frozen=True)
class Slack:
    """A strict Slack on this machine's loopback, and somebody in it."""

    double: SlackDouble
    person: Person
    settings: dict[str, str]
    port: int

    async def ready(self, within: float = READY_S) -> float:
        """Wait until the bot takes work; return after how many seconds."""
        began = time.monotonic()

        async def answers() -> bool:
            async with aiohttp.ClientSession() as session:
                try:
                    async with session.get(f"http://127.0.0.1:{self.port}/readyz") as answer:
                        return answer.ok
                except aiohttp.ClientError:
                    return False

        await until(answers, within, "the bot was not ready")
        return time.monotonic() - began

    async def checks(self) -> None:
        """Let somebody check a draft. Raises `Broken` where no card comes."""
        marker = f"Their sluices {secrets.randbelow(99999):05d}"
        await self.person.command(f"{marker} are a joke")

        async def shown() -> bool:
            return any(marker in str(view.view) for view in self.double.open_views)

        await until(shown, STOP_S, "no card came")


@asynccontextmanager
async def slack() -> AsyncIterator[Slack]:
    """Start a Slack for a bot in HTTP mode."""
    token = "-".join(["xoxb", "deployed", secrets.token_hex(8)])
    signing, port = secrets.token_hex(16), free_port()
    double = SlackDouble(token)
    await double.start()
    settings = {
        "SLACK_BOT_TOKEN": token,
        "SLACK_SIGNING_SECRET": signing,
        "SLACK_API_URL": double.base_url,
        "PORT": str(port),
    }
    person = Person(double, f"http://127.0.0.1:{port}/slack/events", signing)
    try:
        yield Slack(double, person, settings, port)
    finally:
        await double.stop()


async def until(so: Callable[[], Awaitable[bool]], within: float, otherwise: str) -> None:
    """Wait until something is so. Raises `Broken` after `within` seconds."""
    try:
        async with asyncio.timeout(within):
            while not await so():  # noqa: ASYNC110 -- a container has no event to wait for
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise Broken(f"{otherwise} within {within:.0f} s") from None
