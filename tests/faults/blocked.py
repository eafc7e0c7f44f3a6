"""`checkpost run` with two signals by which its loop stands still, as a bug of ours would do it.

SIGUSR1 lets it sleep, as a call that blocks does; SIGUSR2 keeps every other thread from running
too, as a regular expression without end does.
"""

from __future__ import annotations

import re
import signal
import sys
import time
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parents[2]
DRAFT = "the quagga moves to Lisbon"


def sleeps(number: int, frame: FrameType | None) -> None:
    """Block with a draft at hand."""
    del number, frame
    draft = DRAFT
    time.sleep(600)
    del draft


def searches(number: int, frame: FrameType | None) -> None:
    """Block in code that never lets go of the interpreter."""
    del number, frame
    draft = DRAFT
    re.match(r"(?:a|aa)+$", "a" * 60 + draft)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from bot.__main__ import main

    signal.signal(signal.SIGUSR1, sleeps)
    signal.signal(signal.SIGUSR2, searches)
    sys.argv[1:] = ["run"]
    main()
