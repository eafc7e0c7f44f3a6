"""`make audit`: known weaknesses of what is locked, where somebody can be asked about them.

Exits 1 where one is known, and 0 with a sentence where nobody answers: a machine without a network
must still be able to prove everything else.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_SECONDS = 120
_PACKAGE = re.compile(r"^(?=\S)", re.MULTILINE)  # its hashes stand below it, indented


def main() -> int:
    """Ask about every lock file; return the exit code."""
    weak, seen = False, set[str]()
    for lock in locks(ROOT):
        if lock.suffix == ".json":
            says, known = judged_npm(lock.name, _asked_npm())
        else:
            packages = fresh(lock.read_text("utf-8"), seen)
            says, known = judged(lock.name, _asked(packages) if packages else None, len(packages))
        sys.stdout.write(f"{says}\n")
        weak = weak or known
    return int(weak)


def locks(root: Path) -> list[Path]:
    """Return every lock file, the one that the bot runs with first."""
    return [*sorted(root.glob("requirements*.lock"), key=_bots_first), root / "package-lock.json"]


def fresh(lock: str, seen: set[str]) -> list[str]:
    """Return the packages of a lock file that are not `seen` yet, with their hashes; note them."""
    blocks = (each for each in _PACKAGE.split(lock) if each and not each.startswith("#"))
    packages = {each.split("\n", 1)[0]: each for each in blocks}
    new = [each for name, each in packages.items() if name not in seen]
    seen.update(packages)
    return new


def judged(lock: str, report: dict[str, Any] | None, asked: int) -> tuple[str, bool]:
    """Return what a report on so many packages comes to in words, and whether one is weak."""
    if not asked:
        return f"{lock}: nothing that the others do not hold", False
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
        return _named(lock, weak), True
    return f"{lock}: no known weakness in {len(looked)} of {asked} packages", False


def judged_npm(lock: str, report: dict[str, Any] | None) -> tuple[str, bool]:
    """Return the same of npm's own report."""
    weak = (report or {}).get("vulnerabilities")
    if weak is None:
        return f"{lock}: nobody could be asked about known weaknesses", False
    if weak:
        return _named(lock, {f"{name}: {each['severity']}" for name, each in weak.items()}), True
    total = report["metadata"]["dependencies"]["total"] if report else 0
    return f"{lock}: no known weakness in {total} packages", False


def _named(lock: str, weak: set[str]) -> str:
    return "\n".join([f"{lock}: known weaknesses", *(f"  {each}" for each in sorted(weak))])


def _bots_first(lock: Path) -> tuple[bool, str]:
    return lock.name != "requirements.lock", lock.name


def _asked(packages: list[str]) -> dict[str, Any] | None:
    """Return pip-audit's own report, None where it has none."""
    with tempfile.TemporaryDirectory() as place:
        lock, out = Path(place) / "some.lock", Path(place) / "report.json"
        lock.write_text("".join(packages), "utf-8")
        # Without pip: with it all of a lock file is installed once more, only to be named.
        how = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "-f", "json"]
        command = [sys.executable, "-m", "pip_audit", *how, "-r", str(lock), "-o", str(out)]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
            report: dict[str, Any] = json.loads(out.read_text("utf-8"))
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return None
    return report


def _asked_npm() -> dict[str, Any] | None:
    """Return npm's own report, None where there is no npm or it has none."""
    command = ["npm", "audit", "--package-lock-only", "--json"]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, timeout=_SECONDS, check=False, text=True
        )
        report: dict[str, Any] = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return report


if __name__ == "__main__":
    sys.exit(main())
