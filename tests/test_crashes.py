"""A process that may not be dumped is no open book for its neighbours either."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_ASKS = """
import ctypes, resource
from bot.crashes import leave_no_dump
leave_no_dump()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
"""3 is PR_GET_DUMPABLE of linux/prctl.h: 0 where no process of the same user may look inside."""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows it")
def test_no_other_process_of_the_same_user_looks_into_the_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ASKS], cwd=_ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.split("\n")[0] == "(0, 0) 0"
