"""`make container-check` and `make unit-check`: what others start Checkpost by, really started.

Says line by line what holds, and what was skipped for want of which program. Exits 1 where
something does not hold.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from tests.deployment import container, unit
from tests.deployment.tools import Broken, Report, Skipped

_CHECKS = {"container": container.check, "unit": unit.check}


async def main(what: str, base: str | None, report: Report) -> int:
    """Check one of the two; return the exit code."""
    try:
        await _CHECKS[what](report, base)
    except Skipped as skipped:
        report.skipped(f"{what}: {skipped}")
    except Broken as broken:
        report.broken(f"{what}: {broken}")
    return int(report.failed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=_CHECKS)
    parser.add_argument("--base", help="the image to build on")
    given = parser.parse_args()
    sys.exit(asyncio.run(main(given.what, given.base, Report())))
