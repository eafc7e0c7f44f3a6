"""Who may hold a connection to the HTTP side: nobody for long without a word, and not too many."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

import structlog
from aiohttp import web

MOST_CONNECTIONS = 500
"""A process may often have 1,024 files open, and the database and Slack need some of them."""

FIRST_REQUEST_S = 10.0
"""Seconds in which a connection has said what it wants; aiohttp itself waits for an hour.

Of its first request alone: a proxy keeps a connection for later ones, as long as it chooses.
"""

_EVERYWHERE = "0.0.0.0"  # noqa: S104 -- Slack and a load balancer must reach it

_Respond = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Connections:
    """Listens, and ends connections that ask for nothing.

    Where there are as many as may be, a new one takes the place of the one that has been silent
    for longest. Whoever is being answered is not cut off: where all are, the new one is.
    """

    def __init__(
        self,
        *,
        host: str = _EVERYWHERE,
        most: int = MOST_CONNECTIONS,
        first_request_s: float = FIRST_REQUEST_S,
    ) -> None:
        """`most` connections at once, each with `first_request_s` for its first request."""
        self._host = host
        self._most = most
        self._first_request_s = first_request_s
        self._silent: dict[web.RequestHandler, asyncio.TimerHandle | None] = {}  # longest first
        self._answered: set[web.RequestHandler] = set()
        self._was_full = False
        self._listening: asyncio.Server | None = None

    @property
    def port(self) -> int:
        """The port it listens on; 0 where it does not."""
        sockets = self._listening.sockets if self._listening else ()
        return int(sockets[0].getsockname()[1]) if sockets else 0

    async def listen(self, port: int, server: web.Server, logger: logging.Logger) -> None:
        """Let `server` answer at `port`, 0 for a free one. Raises `OSError` if it is not free."""
        loop = asyncio.get_running_loop()
        made = partial(_Connection, self, server, loop, logger)
        self._listening = await loop.create_server(made, self._host, port)

    def close(self) -> None:
        """Take no new ones."""
        if self._listening is not None:
            self._listening.close()

    @web.middleware
    async def answer(self, request: web.Request, handler: _Respond) -> web.StreamResponse:
        """Answer a request, as aiohttp's middleware: meanwhile whoever asked is not silent."""
        connection = request.protocol
        if timer := self._silent.pop(connection, None):
            timer.cancel()
        self._answered.add(connection)
        try:
            return await handler(request)
        finally:
            if connection in self._answered:  # it may have gone meanwhile
                self._answered.remove(connection)
                self._silent[connection] = None

    def came(self, connection: web.RequestHandler) -> None:
        """Give a new one its time, and make room for it."""
        loop = asyncio.get_running_loop()
        timer = loop.call_later(self._first_request_s, self._end, connection)
        self._silent[connection] = timer
        if (there := len(self._silent) + len(self._answered)) > self._most:
            self._say_full()
            self._end(next(iter(self._silent)))
        elif there <= self._most / 2:
            self._was_full = False

    def went(self, connection: web.RequestHandler) -> None:
        """Forget one that is gone."""
        self._answered.discard(connection)
        if timer := self._silent.pop(connection, None):
            timer.cancel()

    def _say_full(self) -> None:
        if not self._was_full:
            self._was_full = True
            structlog.get_logger().warning("connections_full", most=self._most)

    def _end(self, connection: web.RequestHandler) -> None:
        transport = connection.transport
        self.went(connection)
        if transport is not None:
            transport.abort()  # to close it would wait until all that was written is read


class _Connection(web.RequestHandler):
    """Aiohttp's side of a connection, which tells when it begins and ends."""

    __slots__ = ("_connections",)

    def __init__(
        self,
        connections: Connections,
        server: web.Server,
        loop: asyncio.AbstractEventLoop,
        logger: logging.Logger,
    ) -> None:
        # No log of who asks for what: aiohttp keeps none where it is given None, though its types
        # know of a logger alone.
        super().__init__(server, loop=loop, logger=logger, access_log=None)  # type: ignore[arg-type]
        self._connections = connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._connections.came(self)

    def connection_lost(self, exc: BaseException | None) -> None:
        self._connections.went(self)
        super().connection_lost(exc)
