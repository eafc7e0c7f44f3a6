"""How the demo is told to end: Ctrl-C, a signal, or a terminal that is gone."""

from __future__ import annotations

import asyncio
import select
import signal
import sys

_LOOK = 1.0  # seconds between two looks at the terminal


def stop_on_signals() -> asyncio.Event:
    """Return an event that is set when this process is told to stop."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def terminal_gone() -> None:
    """Wait until the terminal is closed; without one, for ever.

    A closed terminal hangs up on its first process alone. That may be `make`, which then waits
    for us.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        await asyncio.Event().wait()
    terminal = select.poll()
    terminal.register(sys.stdin, 0)  # a hang-up is told without being asked for
    while not terminal.poll(0):  # noqa: ASYNC110 -- asyncio cannot wait for a hang-up alone
        await asyncio.sleep(_LOOK)
