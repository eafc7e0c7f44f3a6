"""How fast the command line is: a cold start, and drafts a second in a pipe."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

RUNS = 5
LINES = 6_000
DRAFT = (
    "We spent the week in Porto with forty people who look after water networks. The best talk "
    "was by an engineer who showed what her team got wrong before they got it right, and what "
    "it cost. I work at Brightwater and came home with a page of notes and two new friends. "
    "Thank you to everybody who made it happen!"
)


def rows() -> list[dict[str, Any]]:
    """Return the rows of the command line, in seconds and drafts a second."""
    return [*_cold_starts(), _pipe()]


def _cold_starts() -> list[dict[str, Any]]:
    """A whole process, whose rule files an earlier one found sound, or where nobody remembers."""
    yardstick = _median_seconds([sys.executable, "-c", "import json, asyncio, typing"], b"")
    command = [sys.executable, "-m", "bot", "check", "--no-ai"]
    with TemporaryDirectory() as home:
        forgetful = _median_seconds(command, DRAFT.encode(), home)
        (Path(home) / ".cache").mkdir()
        _median_seconds(command, DRAFT.encode(), home)
        again = _median_seconds(command, DRAFT.encode(), home)
    what = "`checkpost check --no-ai`, whole process"
    medians = {what: again, f"{what}, with all tests of its rules": forgetful}
    return [
        {
            "what": name,
            "unit": "s",
            "median": round(median, 3),
            "goal": 0.8,
            "yardstick": {"what": "python with json and asyncio", "median": round(yardstick, 3)},
            "runs": RUNS,
        }
        for name, median in medians.items()
    ]


def _pipe() -> dict[str, Any]:
    lines = [
        json.dumps({"id": str(n), "draft": DRAFT, "platform": "linkedin"}) for n in range(LINES)
    ]
    command = [sys.executable, "-m", "bot", "check", "--jsonl", "--no-ai"]
    start = _median_seconds(command, b'{"id": "0", "draft": "Hello"}\n')
    whole = _median_seconds(command, "\n".join(lines).encode())
    echo = "import sys, json\nfor line in sys.stdin: print(json.dumps(json.loads(line)))"
    yardstick = _median_seconds([sys.executable, "-c", echo], "\n".join(lines).encode())
    return {
        "what": "`checkpost check --jsonl --no-ai`, 300-character posts, start-up left out",
        "unit": "drafts/s",
        "median": round(LINES / (whole - start)),
        "goal": 3000,
        "yardstick": {"what": "parse and print the same JSON", "median": round(LINES / yardstick)},
        "runs": RUNS,
    }


def _median_seconds(command: list[str], given: bytes, home: str | None = None) -> float:
    env = os.environ | ({"HOME": home} if home else {})

    def once() -> float:
        start = time.perf_counter()
        subprocess.run(command, input=given, stdout=subprocess.DEVNULL, check=False, env=env)
        return time.perf_counter() - start

    return statistics.median(once() for _ in range(RUNS))
