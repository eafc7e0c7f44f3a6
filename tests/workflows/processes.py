"""Real processes for the durability tests: started, killed, started again."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Self

import pytest

from tests.forked import Program

RUNNER = Path(__file__).with_name("runner.py")
KEY = "a key for tests that is long enough".replace(" ", "-")
PATIENCE = 30.0


class Process:
    """One run of runner.py."""

    def __init__(
        self,
        url: str,
        folder: Path,
        numbers: range = range(0),
        *,
        review_seconds: float = 0.0,
        deliver_seconds: float = 0.0,
        key: str = KEY,
    ) -> None:
        given = {
            "url": url,
            "folder": str(folder),
            "numbers": str(list(numbers)),
            "review_seconds": review_seconds,
            "deliver_seconds": deliver_seconds,
            "key": key,
        }
        self.child = Program(RUNNER, json.dumps(given))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.child.poll() is None:
            self.child.kill()
        self.child.communicate()

    def until_ready(self) -> list[str]:
        """What it said until it had acked everything."""
        said: list[str] = []
        for line in self.child.stdout:
            if line.strip() == "ready":
                return said
            said.append(line.strip())
        pytest.fail(f"the process ended early: {self.child.communicate()[1][-2000:]}")

    def kill(self) -> None:
        """SIGKILL: no handler, no flush, no goodbye."""
        self.child.kill()
        self.child.wait(PATIENCE)

    def stop(self) -> str:
        """SIGTERM, and what it had to say on stderr."""
        self.child.terminate()
        _, errors = self.child.communicate(timeout=PATIENCE)
        assert self.child.returncode == 0, errors[-2000:]
        return errors


def wait_for(file: Path, count: int) -> list[str]:
    """Wait until `file` has at least `count` lines, and return them."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = file.read_text("utf-8").splitlines() if file.exists() else []
        if len(found) >= count:
            return found
        time.sleep(0.02)
    pytest.fail(f"{file.name} never had {count} lines")
