"""Checkpost as a process of its own without the second that its imports take.

A server that has loaded everything once forks a process for each command, or for a program of
the tests: its own environment, folder, arguments and streams, and an exit code. What is shown of
start-up needs a real start.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing.connection import Connection
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
_ROOT = Path(__file__).resolve().parents[1]
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


class Program(Started):
    """A program of the tests, a file of Python, with its standard output and errors to read."""

    def __init__(self, file: Path, *args: str) -> None:
        """Run it in the project's folder, with nothing of our environment but the path."""
        reader, writer = _server().Pipe(duplex=False)
        self._room = tempfile.TemporaryDirectory()
        errors = Path(self._room.name, "stderr")
        streams: list[Path | Connection] = [Path(os.devnull), writer, errors]
        env = {"PATH": os.environ["PATH"]}
        process = _server().Process(target=_become, args=(args, env, _ROOT, streams, file))
        process.start()
        writer.close()
        super().__init__(process)
        self.stdout = os.fdopen(os.dup(reader.fileno()), encoding="utf-8")
        reader.close()
        self._errors = errors

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Wait for its end; return what it said since it was read last, and all its errors."""
        if not self.stdout.closed:
            self.wait(timeout)
            with self.stdout:
                self._rest = self.stdout.read()
            self.stderr = self._errors.read_text("utf-8")
            self._room.cleanup()
        return self._rest, self.stderr


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
    args: Sequence[str],
    env: Mapping[str, str],
    folder: Path,
    streams: Sequence[Path | Connection],
    program: Path | None = None,
) -> None:
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    for number, (name, stream, mode) in enumerate(zip(_STREAMS, streams, "raa", strict=True)):
        with stream if isinstance(stream, Connection) else stream.open(f"{mode}b") as file:
            os.dup2(file.fileno(), number)
        lines = open(number, mode, buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115 -- by number, and open to the end
        setattr(sys, name, lines)
    sys.argv = [str(program or "checkpost"), *args]
    if program is not None:
        runpy.run_path(str(program), run_name="__main__")
        return
    from bot.__main__ import main  # noqa: PLC0415 -- it is the server that has loaded it

    main()
