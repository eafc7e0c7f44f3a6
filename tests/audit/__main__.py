"""`make audit`: known weaknesses of what is locked, where somebody can be asked about them.

Exits 1 where one is known, and 0 with a sentence where nobody answers: a machine without a network
must still be able to prove everything else.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

_SECONDS = 120


def main(locks: list[str]) -> int:
    """Ask about each lock file; return the exit code."""
    told = [judged(lock, _asked(lock)) for lock in locks]
    for says, _ in told:
        sys.stdout.write(f"{says}\n")
    return int(any(known for _, known in told))


def judged(lock: str, report: dict[str, Any] | None) -> tuple[str, bool]:
    """Return what a report comes to in words, and whether it names a weakness."""
    packages = (report or {}).get("dependencies", [])
    looked = [each for each in packages if "skip_reason" not in each]
    if not looked:
        return f"{lock}: nobody could be asked about known weaknesses", False
    weak = {
        f"{each['name']} {each['version']}: {', '.join(found['id'] for found in each['vulns'])}"
        for each in looked
        if each.get("vulns")
    }
    if weak:
        return "\n".join(
            [f"{lock}: known weaknesses", *(f"  {each}" for each in sorted(weak))]
        ), True
    return f"{lock}: no known weakness in {len(looked)} of {len(packages)} packages", False


def _asked(lock: str) -> dict[str, Any] | None:
    """Return pip-audit's own report, None where it has none."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "report.json"
        arguments = ["--require-hashes", "--no-deps", "--progress-spinner", "off", "-r", lock]
        command = [sys.executable, "-m", "pip_audit", *arguments, "-f", "json", "-o", str(out)]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
            report: dict[str, Any] = json.loads(out.read_text("utf-8"))
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return None
    return report


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
