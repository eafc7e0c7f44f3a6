"""`make faults`: kill the real bot at random moments on both databases, and print the counts.

Exits 1 where anything was lost or came twice.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.e2e.stage import RUN
from tests.faults.run import Tally, kill_often
from tests.postgres import fresh_database


def main() -> int:
    """Print one JSON object with a row a database; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200, help="on each database")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    rows = {}
    for name in ("sqlite", "postgresql"):
        sys.stderr.write(f"{given.kills} kills on {name} …\n")
        rows[name] = asdict(_on(name, given.kills, given.seed))
    sys.stdout.write(f"{json.dumps({'seed': given.seed, 'rows': rows}, indent=2)}\n")
    return int(any(row["lost"] or row["doubled"] for row in rows.values()))


def _on(name: str, kills: int, seed: int) -> Tally:
    with tempfile.TemporaryDirectory(prefix="checkpost-faults-") as place:
        url = fresh_database() if name == "postgresql" else f"sqlite:///{place}/checkpost.db"
        return asyncio.run(kill_often(url, Path(place), kills, seed, RUN))


if __name__ == "__main__":
    sys.exit(main())
