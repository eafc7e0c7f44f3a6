"""Who looks after the process itself: its own watchdog, and systemd where that started it."""

from __future__ import annotations

from contextlib import AsyncExitStack

from bot.settings import Settings, supervisor_socket
from bot.supervisor import Supervisor
from bot.watchdog import Watchdog


class Watch:
    """Watches the loop from when it runs what an earlier process left, until the bot ends.

    What takes long before that is no work that could be set aside, and the end of a process is
    watched by whoever told it to end.
    """

    def __init__(self, settings: Settings, stack: AsyncExitStack) -> None:
        """`stack` ends the watch where the bot does not come to be ready."""
        self._supervisor = Supervisor(supervisor_socket())
        limit_s = settings.checkpost_watchdog
        self._watchdog = Watchdog(limit_s, turned=self._supervisor.alive)
        self._stack = stack
        stack.callback(self._supervisor.close)

    async def begin(self) -> None:
        """Say from now on that the loop turns, and end the process where it does not."""
        await self._stack.enter_async_context(self._watchdog)

    def ready(self) -> None:
        """Say that the bot is there; the watch is over as soon as it is told to stop."""
        self._supervisor.ready()
        self._stack.callback(self._watchdog.leave)
        self._stack.callback(self._supervisor.close)
