"""Checkpost as a process of its own without the second that its imports take.

A server that has loaded everything once forks a process for each command: its own environment,
folder, arguments and streams, and an exit code. What is shown of start-up needs a real start.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

_LOADED = [
    "bot.__main__",
    "bot.app",
    "bot.policy.loader",
    "bot.cli.check",
    "bot.cli.doctor",
    "bot.cli.run",
]
_STREAMS = ("stdin", "stdout", "stderr")


def checkpost(
    *args: str,
    folder: Path,
    env: Mapping[str, str] | None = None,
    given: str | bytes = "",
    timeout_s: float = 60,
) -> subprocess.CompletedProcess[str]:
    """Run a command in `folder`, with nothing of our environment but the path, and `env`.

    One home for all of them, so that each need not try the shipped rules again.
    """
    whole = {"PATH": os.environ["PATH"], "HOME": _home(), "LANG": "C.UTF-8", **(env or {})}
    with tempfile.TemporaryDirectory() as room:
        streams = [Path(room, name) for name in _STREAMS]
        streams[0].write_bytes(given.encode() if isinstance(given, str) else given)
        command = start(*args, folder=folder, env=whole, streams=streams)
        try:
            code = command.wait(timeout_s)
        except subprocess.TimeoutExpired:
            command.kill()
            command.wait()
            raise
        out, err = (stream.read_text("utf-8") for stream in streams[1:])
        return subprocess.CompletedProcess(args, code, out, err)


class Started:
    """A forked process, in the words of `subprocess.Popen`."""

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process
        self.kill, self.terminate = process.kill, process.terminate

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Return its exit code. Raises `TimeoutExpired` after `timeout` seconds."""
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired("checkpost", timeout or 0)
        return code


def start(*args: str, folder: Path, env: Mapping[str, str], streams: Sequence[Path]) -> Started:
    """Start a command with `env` alone; it reads the first of `streams` and adds to the others."""
    process = _server().Process(target=_become, args=(args, env, folder, streams))
    process.start()
    return Started(process)


@cache
def _home() -> str:
    home = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, home)
    Path(home, ".cache").mkdir()
    return home


@cache
def _server() -> ForkServerContext:
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(_LOADED)
    return server


def _become(
    args: Sequence[str], env: Mapping[str, str], folder: Path, streams: Sequence[Path]
) -> None:
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    for number, (name, path, mode) in enumerate(zip(_STREAMS, streams, "raa", strict=True)):
        with path.open(f"{mode}b") as file:
            os.dup2(file.fileno(), number)
        lines = open(number, mode, buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115 -- by number, and open to the end
        setattr(sys, name, lines)
    sys.argv = ["checkpost", *args]
    from bot.__main__ import main  # noqa: PLC0415 -- it is the server that has loaded it

    main()
