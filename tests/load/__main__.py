"""`make load`: many people at once at the real bot, through either door, as one JSON document.

Each run names its goals with what was measured and whether that meets them. Exits 1 where a check
was lost; a goal that is missed is told and no failure, since machines differ.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.load.goals import against_goals
from tests.load.measure import yardstick
from tests.load.run import Plan, drive
from tests.load.stage import HTTP, SOCKET
from tests.postgres import fresh_database


def main() -> int:
    """Print the document; return the exit code."""
    given = _options()
    seconds = given.minutes * 60 if given.minutes else given.seconds
    plan = Plan(given.people, given.rounds, given.rate, seconds, given.model)
    document: dict[str, object] = {
        "machine": {"python": platform.python_version(), "cores": os.cpu_count()},
        "database": given.database,
        "yardstick_before": yardstick(),
    }
    runs = [_run(door, given.database, plan) for door in given.doors.split(",")]
    document |= {
        "goals": {run["door"]: against_goals(run) for run in runs},
        "runs": runs,
        "yardstick_after": yardstick(),
    }
    sys.stdout.write(f"{json.dumps(document, indent=2)}\n")
    return int(any(run[part]["lost"] for run in runs for part in ("at_once", "steadily")))


def _run(door: str, database: str, plan: Plan) -> dict[str, Any]:
    sys.stderr.write(f"{plan.people} people over {door} …\n")
    with tempfile.TemporaryDirectory(prefix="checkpost-load-") as place:
        url = fresh_database() if database == "postgresql" else f"sqlite:///{place}/checkpost.db"
        return asyncio.run(drive(door, url, Path(place), plan))


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=20, help="at once")
    options.add_argument("--rounds", type=int, default=10, help="of all of them at once")
    options.add_argument("--rate", type=float, default=20.0, help="checks a second afterwards")
    options.add_argument("--seconds", type=float, default=20.0, help="of that rate")
    options.add_argument("--minutes", type=float, default=0.0, help="the same, for the memory")
    options.add_argument("--model", type=float, default=2.0, help="seconds the model takes")
    options.add_argument("--doors", default=f"{HTTP},{SOCKET}")
    options.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    return options.parse_args()


if __name__ == "__main__":
    sys.exit(main())
