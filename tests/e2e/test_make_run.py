"""`checkpost run` where no Slack is configured: the demo, whole, and nothing left of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.e2e.stage import RULES
from tests.local_workspace import Human, free_port, shown, verdict, workspace_program
from tests.processes import command_lines

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def test_without_slack_tokens_the_demo_answers_and_ctrl_c_ends_all_of_it(
    tmp_path: Path,
) -> None:
    workspace_program()
    port = free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with subprocess.Popen(  # noqa: ASYNC220 -- read and ended below
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env={**kept, "PORT": str(port), "CHECKPOST_RULES": str(RULES)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as demo:
        try:
            said = until_it_runs(demo)
            async with Human.at(f"http://127.0.0.1:{port}", "U0MARISOL") as human:
                await human.command("Try Tidewatch, it is the best")
                view = await human.modal(lambda view: "employee-disclosure" in shown(view))
            demo.send_signal(signal.SIGINT)
            rest, _ = demo.communicate(timeout=20)
        finally:
            demo.kill()
    assert verdict(view) == "Fix first"
    assert "AI review     off" in said
    assert (demo.returncode, "Traceback" in rest) == (0, False)
    assert [line for line in command_lines() if str(tmp_path) in line] == []
    assert os.listdir(tmp_path) == [".demo"]  # noqa: PTH208 -- all there is to know
    with pytest.raises(aiohttp.ClientError):
        async with Human.at(f"http://127.0.0.1:{port}", "U0MARISOL"):
            pass


def until_it_runs(demo: subprocess.Popen[str]) -> str:
    """Read what the demo prints until it says how to stop it."""
    assert demo.stdout is not None
    said = ""
    while "Ctrl-C" not in said:
        line = demo.stdout.readline()
        assert line, said
        said += line
    return said
