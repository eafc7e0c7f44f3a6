"""What the load run measures with: percentiles, memory, and how fast this machine is just now."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

_LOOPS, _WRITES = 1_000_000, 20


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the value that `share` of `values` stay at or below; None where there are none."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def resident_mb(pid: int) -> float:
    """Return how much memory a process has in use, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def processor_s(pid: int) -> float:
    """Return how much processor time a process has had, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def yardstick() -> dict[str, float]:
    """Measure this machine: a loop in Python, and writes that reach the disk, in milliseconds."""
    begun = time.perf_counter()
    sum(number * number for number in range(_LOOPS))
    loop = time.perf_counter() - begun
    writes = []
    with tempfile.TemporaryFile() as file:
        for _ in range(_WRITES):
            begun = time.perf_counter()
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())
            writes.append(time.perf_counter() - begun)
    return {
        "a_million_squares_ms": round(1000 * loop, 1),
        "write_to_disk_p50_ms": round(1000 * sorted(writes)[_WRITES // 2], 2),
    }
