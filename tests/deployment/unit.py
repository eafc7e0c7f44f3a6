"""The systemd unit: read by systemd, and run by it in a container until nothing is left to try."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from tests.deployment.container import engine, image
from tests.deployment.tools import (
    READY_S,
    STOP_S,
    Broken,
    Report,
    Skipped,
    Slack,
    program,
    run,
    slack,
    until,
)

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "docs" / "examples" / "checkpost.service"
_MOST_EXPOSED = 2.0  # of 10, by systemd's own measure; a unit that says nothing has 9.6
_STILL_S = 120.0  # WatchdogSec is 60
_NAME = "checkpost.service"


async def check(report: Report, base: str | None = None) -> None:
    """Look at everything that docs/operations.md says of the unit; `base` has systemd in it."""
    await _verified(report)
    if base is None:
        raise Skipped("it was not run: name an image that has Python and systemd with BASE=")
    async with image(base) as built:
        await _runs(report, built)


async def verify(unit: Path) -> None:
    """Let systemd read a unit. Raises `Skipped` or `Broken`."""
    done = await run(program("systemd-analyze"), "verify", "--man=no", str(unit), expect=None)
    if done.code or done.said:
        raise Broken(f"systemd says of the unit: {done.said}")


def with_program(folder: Path) -> Path:
    """Return the unit with a program that is there: it looks for the one that is named."""
    unit = folder / _NAME
    unit.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", UNIT.read_text()))
    return unit


async def _verified(report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder:
        await verify(with_program(Path(folder)))
    report.ok("systemd understands it")
    how = ["security", "--offline=true", f"--threshold={_MOST_EXPOSED * 10:.0f}", "--no-pager"]
    said = (await run(program("systemd-analyze"), *how, str(UNIT))).said
    found = re.search(r"exposure level for .*: (\S+)", said)
    report.ok(f"its exposure by systemd's measure is {found[1] if found else 'not said'} of 10")


@dataclass(frozen=True)
class _Inside:
    """A container in which systemd runs the bot."""

    name: str
    here: Slack

    async def tell(self, *command: str, expect: int | None = 0) -> str:
        return (await run(engine(), "exec", self.name, *command, expect=expect)).said

    async def show(self, what: str) -> str:
        return await self.tell("systemctl", "show", "--property", what, "--value", _NAME)

    async def restarts(self, number: int, within: float) -> None:
        async def again() -> bool:
            return await self.show("NRestarts") == str(number)

        await until(again, within, "it was not started again")
        await self.here.ready()

    async def main(self) -> str:
        return await self.show("MainPID")


async def _runs(report: Report, built: str) -> None:
    name = f"checkpost-unit-{os.getpid()}"
    with tempfile.TemporaryDirectory() as folder:
        async with slack() as here:
            env = Path(folder) / "checkpost.env"
            env.write_text("".join(f"{key}={value}\n" for key, value in here.settings.items()))
            env.chmod(0o600)
            files = [f"{UNIT}:/etc/systemd/system/{_NAME}:ro", f"{env}:/etc/checkpost.env:ro"]
            mounts = [part for file in files for part in ("--volume", file)]
            how = ["--privileged", "--systemd=always", "--network", "host", "--user", "0"]
            start = ["run", "--detach", "--name", name, *how, *mounts, built, "/sbin/init"]
            try:
                await run(engine(), *start)
                await _lives(report, _Inside(name, here))
            except Broken:
                log = ["exec", name, "journalctl", "--no-pager", "-n", "40", "-u", _NAME]
                report.note((await run(engine(), *log, expect=None)).said)
                raise
            finally:
                await run(engine(), "rm", "--force", "--volumes", name, expect=None)


async def _lives(report: Report, inside: _Inside) -> None:
    async def is_up() -> bool:
        state = await inside.tell("systemctl", "is-system-running", expect=None)
        return state in {"running", "degraded"}

    await until(is_up, READY_S, "systemd itself was not up")
    took = await _timed(lambda: inside.tell("systemctl", "start", _NAME))
    await inside.here.ready()
    await inside.here.checks()
    report.ok(f"it is ready {took:.1f} s after it is started, and answers a command")
    await _asks_for_little(report, inside)
    began = time.monotonic()
    await inside.tell("kill", "-KILL", await inside.main())
    await inside.restarts(1, READY_S)
    report.ok(f"it takes work again {time.monotonic() - began:.1f} s after a kill")
    began = time.monotonic()
    await inside.tell("kill", "-STOP", await inside.main())
    await inside.restarts(2, _STILL_S)
    report.ok(f"it takes work again {time.monotonic() - began:.0f} s after it stood still")
    took = await _timed(lambda: inside.tell("systemctl", "stop", _NAME))
    result = await inside.show("Result")
    if took > STOP_S or result != "success":
        raise Broken(f"it stopped after {took:.1f} s with {result}")
    report.ok(f"it stops after {took:.1f} s with success")


async def _asks_for_little(report: Report, inside: _Inside) -> None:
    status = await inside.tell("cat", f"/proc/{await inside.main()}/status")
    told = dict(re.findall(r"^(\w+):\s+(\S+)", status, re.MULTILINE))
    if told["Uid"] == "0" or int(told["CapEff"], 16) or told["NoNewPrivs"] != "1":
        raise Broken(f"it runs as user {told['Uid']} with capabilities {told['CapEff']}")
    report.ok(f"it runs as user {told['Uid']}, without any capability")


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    began = time.monotonic()
    await work()
    return time.monotonic() - began
