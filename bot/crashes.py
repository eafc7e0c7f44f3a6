"""A process that breaks down leaves no copy of its memory behind, where drafts would stand."""

from __future__ import annotations

import ctypes
import faulthandler
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def leave_no_dump() -> None:
    """Have the system write no core dump of this process, nor of those that it starts.

    On Linux no other process of the same user may look into its memory either, and a collector
    of core dumps, to which the limit means nothing, gets none.
    """
    # Windows has no core dump either; and who forbids this sees to it.
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 -- there is none on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def name_places() -> None:
    """Have a crash print where each thread stood: files, lines and names, no values."""
    faulthandler.enable()
