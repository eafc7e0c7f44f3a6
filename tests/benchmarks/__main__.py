"""`make bench`: every benchmark's rows as one JSON document, with the machine they ran on."""

from __future__ import annotations

import json
import os
import platform
import sys

from tests.benchmarks import cli, digest, review, rules, store


def main() -> None:
    """Run all benchmarks and print them."""
    machine = {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
    }
    rows = [*rules.rows(), *review.rows(), *cli.rows(), *digest.rows(), *store.rows()]
    json.dump({"machine": machine, "rows": rows}, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
