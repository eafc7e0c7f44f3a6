"""`make fuzz`: a hundred thousand absurd deliveries, and not one traceback. Prints JSON."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path

from tests.fuzz.run import fuzz


def main() -> int:
    """Return 1 where anything broke."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="checkpost-fuzz-") as place:
        seen = asyncio.run(fuzz(given.count, Path(place), given.seed))
    told = {"sent": seen.sent, "statuses": seen.statuses, "broken": seen.broken}
    sys.stdout.write(f"{json.dumps(told, indent=2)}\n")
    return int(bool(seen.broken))


if __name__ == "__main__":
    sys.exit(main())
