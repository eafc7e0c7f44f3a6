"""Runs local-slack, the Slack look-alike of the demo, as a child that never stays behind."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.demo.workspace import Access, workspace_config

VERSION = "0.1.8"
_PACKAGE = Path("node_modules", "local-slack-linux-x64", "bin", "local-slack")
_HERE = Path(__file__).parent
_PATIENCE = 20.0  # seconds until a slow machine has it running; half a second is usual
_GRACE = 3.0  # seconds to end politely


class WorkspaceProblem(Exception):
    """The demo workspace cannot run here. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class LocalSlack:
    """A running workspace, and the credentials of the bot that belongs into it."""

    access: Access
    port: int
    process: asyncio.subprocess.Process

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://localhost:{self.port}"

    def control(self, path: str) -> str:
        """Address of its control API, which acts as people and shows what was said."""
        return f"http://127.0.0.1:{self.port}/_control/{path}"


def runs_here(system: str | None = None, machine: str | None = None) -> bool:
    """Whether local-slack has a build for this platform: Linux on x86-64."""
    found = (system or platform.system(), (machine or platform.machine()).lower())
    return found in {("Linux", "x86_64"), ("Linux", "amd64")}


def find_program(*folders: Path) -> Path | None:
    """Return the program from the first of `folders` that has it installed by npm."""
    candidates = (folder / _PACKAGE for folder in folders)
    return next((path.resolve() for path in candidates if os.access(path, os.X_OK)), None)


def default_folders() -> tuple[Path, ...]:
    """Where npm may have put it: this folder, the checkout, the user's own data folder."""
    return (Path.cwd(), _HERE.parents[1], Path.home() / ".local" / "share" / "checkpost")


def require_free_port(port: int) -> None:
    """Raise WorkspaceProblem, with the way out, when something listens on `port` already."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            other = port + 1 if port < 65535 else port - 1  # noqa: PLR2004 -- the last port
            raise WorkspaceProblem(
                f"Port {port} is taken, perhaps by another demo. Use another one: "
                f"PORT={other} make run"
            ) from None


@asynccontextmanager
async def local_slack(
    program: Path, access: Access, *, port: int, folder: Path, request_url: str | None = None
) -> AsyncIterator[LocalSlack]:
    """Run the workspace on `port` of this machine while the context is open.

    `folder` keeps its configuration and its output. Raises WorkspaceProblem when it does not
    come up.
    """
    require_free_port(port)
    config, output = _prepare(folder, port, workspace_config(access, request_url=request_url))
    process = await _start(program, config, output, port)
    try:
        workspace = LocalSlack(access, port, process)
        await _answers(workspace, output)
        yield workspace
    finally:
        await _stop(process)
        config.unlink(missing_ok=True)
        shutil.rmtree(_files(config), ignore_errors=True)


def _prepare(folder: Path, port: int, config: dict[str, object]) -> tuple[Path, Path]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder.resolve() / f"workspace-{port}.json"
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(config, file)
    return path, path.with_suffix(".log")


async def _start(
    program: Path, config: Path, output: Path, port: int
) -> asyncio.subprocess.Process:
    arguments = ("--config", config, "--port", str(port), "--base-host", "127.0.0.1")
    with output.open("wb") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            _HERE / "tether.py",
            str(os.getpid()),
            program,
            *arguments,
            "--files-dir",
            _files(config),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ours only: no proxy, no key of the operator's, and Ctrl-C reaches us alone.
            env={"BUN_OPTIONS": "--preload ./shim.js"},
            cwd=_HERE,  # an absolute path with a space in it would not be preloaded
            start_new_session=True,
        )


def _files(config: Path) -> Path:
    """Where the workspace keeps what people upload, which no later one would know of."""
    return config.with_suffix(".files")


async def _answers(workspace: LocalSlack, output: Path) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + _PATIENCE
    async with aiohttp.ClientSession() as session:
        while loop.time() < until and workspace.process.returncode is None:
            with suppress(aiohttp.ClientError):
                async with session.get(workspace.control("shim")) as answer:
                    if answer.ok:
                        return
            await asyncio.sleep(0.05)
    raise WorkspaceProblem(
        f"The demo workspace did not start. What it said is in {output}. "
        "Reinstall it with: make clean run"
    )


async def _stop(process: asyncio.subprocess.Process) -> None:
    for deadly in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, deadly)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _GRACE)
            return
