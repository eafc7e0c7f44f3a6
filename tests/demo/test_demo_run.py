"""The demo as a process: what it says, and that nothing of it stays behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.local_slack import WorkspaceProblem, find_program, require_free_port, runs_here
from bot.demo.run import DemoPlan
from tests.local_workspace import free_port, workspace_program
from tests.processes import command_lines, descendants, environment_of

_TINY = Path(__file__).parent / "tiny_demo.py"
_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 20.0  # seconds


class Demo:
    """A running demo, and what the system knows of it."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int,
        crash: bool = False,
        stdin: int = subprocess.DEVNULL,
    ) -> None:
        self.folder, self.port = folder, port
        self.process = subprocess.Popen(
            [sys.executable, _TINY, str(port), str(folder), *(["crash"] if crash else [])],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
        )

    def wait_for(self, words: str) -> str:
        """Read what the demo prints until it holds `words`."""
        assert self.process.stdout is not None
        said = ""
        for line in self.process.stdout:
            said += line
            if words in line:
                return said
        raise AssertionError(f"the demo ended with:\n{said}")

    def end(self) -> tuple[int, str]:
        """Return the exit code and the rest of what was printed."""
        rest, _ = self.process.communicate(timeout=_PATIENCE)
        return self.process.returncode, rest

    def leftovers(self) -> list[str]:
        """Return the command lines of processes that still work for this demo."""
        return [line for line in command_lines() if str(self.folder) in line]

    def wait_until_gone(self) -> None:
        """Wait until nothing of this demo runs; the kernel needs a moment after a SIGKILL."""
        until = time.monotonic() + _PATIENCE
        while self.leftovers():
            assert time.monotonic() < until, self.leftovers()
            time.sleep(0.02)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    workspace_program()
    running = Demo(tmp_path, port=free_port())
    yield running
    running.process.kill()
    running.process.communicate()


@pytest.mark.e2e
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_says_where_and_what_to_type_and_leaves_nothing_behind(
    demo: Demo, ending: signal.Signals
) -> None:
    said = demo.wait_for("Ctrl-C")
    uploaded = demo.folder / f"workspace-{demo.port}.files" / "F1" / "okapi.jpg"
    uploaded.parent.mkdir(parents=True)
    uploaded.touch()
    demo.process.send_signal(ending)
    code, rest = demo.end()
    assert not uploaded.exists()
    assert f"http://localhost:{demo.port}" in said
    assert "/checkpost Try Tidewatch, it is the best" in said
    assert "off, set OPENAI_API_KEY" in said
    assert "\x1b" not in said
    assert code == 0
    assert "Stopped" in rest
    assert not demo.leftovers()


@pytest.mark.e2e
def test_no_token_stands_in_the_arguments_or_the_environment_of_what_it_starts(demo: Demo) -> None:
    demo.wait_for("Ctrl-C")
    app = json.loads((demo.folder / f"workspace-{demo.port}.json").read_text())["app"]

    started = [*descendants(demo.process.pid)]
    shown = "\n".join(command_lines()).encode() + b"".join(map(environment_of, started))

    assert started
    assert b"BUN_OPTIONS" in shown
    tokens = [app[name] for name in ("botToken", "appToken", "signingSecret")]
    assert [token for token in tokens if token.encode() in shown] == []


@pytest.mark.e2e
def test_nothing_stays_behind_even_when_the_demo_is_killed_outright(demo: Demo) -> None:
    demo.wait_for("Ctrl-C")
    assert len(demo.leftovers()) == 2
    demo.process.kill()
    demo.end()
    demo.wait_until_gone()


@pytest.mark.e2e
def test_nothing_stays_behind_when_the_terminal_is_closed(tmp_path: Path) -> None:
    workspace_program()
    ours, terminal = os.openpty()
    demo = Demo(tmp_path, port=free_port(), stdin=terminal)
    os.close(terminal)
    demo.wait_for("Ctrl-C")
    os.close(ours)
    code, _ = demo.end()
    assert code == 0
    assert not demo.leftovers()


@pytest.mark.e2e
def test_it_ends_when_the_workspace_dies(demo: Demo) -> None:
    demo.wait_for("Ctrl-C")
    (workspace,) = [
        int(entry.parent.name)
        for entry in Path("/proc").glob("[0-9]*/cmdline")
        if f"--port\0{demo.port}\0".encode() in entry.read_bytes()
    ]
    os.kill(workspace, signal.SIGKILL)
    code, rest = demo.end()
    assert code == 2
    assert "stopped by itself" in rest
    assert "Traceback" not in rest


@pytest.mark.e2e
def test_it_ends_when_the_bot_dies(tmp_path: Path) -> None:
    workspace_program()
    demo = Demo(tmp_path, port=free_port(), crash=True)
    code, rest = demo.end()
    assert code == 1
    assert "the bot fell over" in rest
    assert not demo.leftovers()


@pytest.mark.e2e
def test_a_taken_port_is_named_with_the_way_out(tmp_path: Path) -> None:
    workspace_program()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, said = Demo(tmp_path, port=port).end()
    assert code == 2
    assert f"Port {port} is taken" in said
    assert f"PORT={port + 1} make run" in said


def test_without_a_workspace_the_same_drafts_are_checked_in_the_terminal(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, _TINY, "3000", tmp_path, "nowhere"],
        input="Try Tidewatch, it is the best\n\n",
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        check=True,
    )
    assert "read: Try Tidewatch, it is the best" in done.stdout
    if runs_here():
        assert "npm install --prefix ~/.local/share/checkpost" in done.stdout
    else:
        assert "needs Linux on x86-64" in done.stdout


def test_a_port_is_taken_too_when_somebody_listens_on_every_interface() -> None:
    with socket.create_server(("", 0)) as other, pytest.raises(WorkspaceProblem):
        require_free_port(other.getsockname()[1])


def test_the_workspace_runs_on_linux_and_x86_64_only() -> None:
    assert runs_here("Linux", "x86_64")
    assert not runs_here("Linux", "aarch64")
    assert not runs_here("Darwin", "arm64")


def test_the_first_folder_that_has_the_program_wins(tmp_path: Path) -> None:
    program = tmp_path / "node_modules/local-slack-linux-x64/bin/local-slack"
    program.parent.mkdir(parents=True)
    program.touch(mode=0o755)
    assert find_program(tmp_path / "elsewhere", tmp_path) == program
    assert find_program(tmp_path / "elsewhere") is None


def test_the_demo_keeps_its_checks_in_its_own_folder() -> None:
    assert DemoPlan().database_url == "sqlite:///.demo/checkpost.db"
