"""Runs a program that cannot outlive its parent: `python tether.py PARENT_PID PROGRAM ARGS…`.

The parent may be killed without a chance to clean up; then Linux ends the program for it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> None:
    """Tie this process to its parent, then become the program."""
    parent, program, *arguments = sys.argv[1:]
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != int(parent):  # it died before we were tied to it
        sys.exit(1)
    os.execv(program, [program, *arguments])  # noqa: S606 -- becoming it is the point


if __name__ == "__main__":
    main()
