"""Who looks after the process itself: its own watchdog, and systemd where that started it."""

from __future__ import annotations

from contextlib import AsyncExitStack

from bot.settings import Settings, supervisor_socket
from bot.supervisor import Supervisor
from bot.watchdog import Watchdog


async def watch_loop(settings: Settings, stack: AsyncExitStack) -> None:
    """Say that the bot is there, and from now on that its loop turns; end it where it does not.

    The end of a process is watched by whoever told it to end.
    """
    supervisor = Supervisor(supervisor_socket())
    supervisor.ready()
    watchdog = Watchdog(settings.checkpost_watchdog, turned=supervisor.alive)
    await stack.enter_async_context(watchdog)
    stack.callback(supervisor.close)
