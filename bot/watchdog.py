"""The watchdog: a process whose event loop stands still says where, and ends to be started anew."""

from __future__ import annotations

import asyncio
import faulthandler
import os
import secrets
import signal
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

import structlog

from bot.logs import standing

EXIT_CODE = 70
"""What the process ends with: EX_SOFTWARE of sysexits.h."""

_LOOK_S = 1.0
_LAST_WORD_S = 1.0  # a log that nobody reads is waited for no longer
_GRACE_S = 2.0  # so that the thread, which says more, is quicker than the timer


class Watchdog:
    """Watches the loop it is entered in, from a thread of its own.

    It counts its own looks, not the time: a process that was paused as a whole is not blocked.
    Beside it stands a timer of processor time, for code that lets no other thread run.
    """

    def __init__(
        self,
        limit_s: float,
        *,
        turned: Callable[[], None] = lambda: None,
        end: Callable[[int], object] = os._exit,
        look_s: float = _LOOK_S,
    ) -> None:
        """`limit_s` is for how many seconds the loop may stand still; 0 lets it stand for ever.

        `turned` is called in the loop at each turn, every `look_s` seconds; `end` ends the process
        with a code.
        """
        self._limit_s = limit_s
        self._turned = turned
        self._end = end
        self._look_s = look_s
        self._looks = 0
        self._over = threading.Event()
        self._turning: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Watch the running loop and its thread."""
        self._turning = asyncio.get_running_loop().create_task(self._turn())
        if self._limit_s:
            loop = threading.get_ident()
            threading.Thread(target=self._watch, args=(loop,), name="watchdog", daemon=True).start()
            faulthandler.register(signal.SIGVTALRM, file=sys.__stderr__ or 2, chain=True)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Watch no longer."""
        self.leave()

    def leave(self) -> None:
        """Watch no longer; again changes nothing."""
        self._over.set()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        faulthandler.unregister(signal.SIGVTALRM)
        if self._turning is not None:
            self._turning.cancel()

    async def _turn(self) -> None:
        while True:
            self._looks = 0
            if self._limit_s:
                signal.setitimer(signal.ITIMER_VIRTUAL, self._limit_s + _GRACE_S)
            self._turned()
            await asyncio.sleep(self._look_s)

    def _watch(self, loop: int) -> None:
        while not self._over.wait(self._look_s):
            self._looks += 1
            # The loop's own sleep takes one of them.
            if (self._looks - 1) * self._look_s >= self._limit_s:
                self._give_up(loop)
                return

    def _give_up(self, loop: int) -> None:
        place = standing(sys._current_frames().get(loop))  # noqa: SLF001 -- documented, for this
        # In a thread of its own: what blocks the loop may be the log itself.
        saying = threading.Thread(target=self._say, args=(place,), daemon=True)
        saying.start()
        saying.join(_LAST_WORD_S)
        self._end(EXIT_CODE)

    def _say(self, place: str) -> None:
        structlog.get_logger().critical(
            "loop_blocked",
            reference=secrets.token_hex(4),
            seconds=self._limit_s,
            place=place,
            action="the process ends; what it had begun goes on when it is started again",
        )
