"""The HTTP side: signed deliveries at `/slack/events`, and `/healthz` and `/readyz` in any mode."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.logs import place
from bot.slack.connections import Connections
from bot.slack.deliveries import MOST_BODY, Deliveries
from bot.slack.problem import SlackProblem
from bot.slack.tasks import DRAIN_S, Tasks

_ASK_S = 2.0  # load balancers ask every few seconds, and give up after as many
_FRESH_S = 2.0
_LINGER_S = 1.0  # for connections that still send when the server stops; aiohttp's own is a minute

Ready = Callable[[], bool | Awaitable[bool]]


class Readiness:
    """Whether checks can be taken on. What has to be waited for is asked seldom, and not for long.

    An answer that is there at once is never kept.
    """

    def __init__(
        self,
        ready: Ready,
        *,
        now: Callable[[], float] = time.monotonic,
        patience_s: float = _ASK_S,
    ) -> None:
        """`now` answers in seconds that only go forward."""
        self._ready = ready
        self._patience_s = patience_s
        self._now = now
        self._asking = asyncio.Lock()
        self._known: tuple[float, bool] = (float("-inf"), True)

    async def __call__(self) -> bool:
        """Return whether it is so; False where nobody knows in time. Never raises."""
        async with self._asking:
            until, known = self._known
            if self._now() < until:
                return known
            return await self._asked(was=known)

    async def _asked(self, *, was: bool) -> bool:
        try:
            ready = self._ready()
            if isinstance(ready, bool):
                return ready
            async with asyncio.timeout(self._patience_s):
                answer, why = await ready, "it said so"
        except Exception as error:  # noqa: BLE001 -- whatever is down, the probe gets its answer
            answer, why = False, place(error)
        if was and not answer:
            structlog.get_logger().warning("not_ready", reason=why)
        self._known = (self._now() + _FRESH_S, answer)
        return answer


class HttpServer:
    """Serves health, and Slack's deliveries where they are given."""

    def __init__(
        self,
        *,
        port: int,
        tasks: Tasks,
        ready: Ready,
        deliveries: Deliveries | None = None,
        metrics: Callable[[], bytes] | None = None,
        connections: Connections | None = None,
    ) -> None:
        """`port` 0 takes a free one; `connections` says who may hold one, by its own limits.

        `metrics` is what `/metrics` answers, which is there only with it. `ready` says whether
        checks can be taken on, at once or when it has asked: it gets two seconds, and its answer
        holds for as long.
        """
        self._tasks = tasks
        self._ready = Readiness(ready)
        self._deliveries = deliveries
        self._metrics = metrics
        self._connections = connections or Connections()
        self._port = port
        self._stopping = False
        self._runner: web.AppRunner | None = None

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._connections.port or self._port

    async def start(self) -> None:
        """Listen. Raises `SlackProblem` when the port is taken or not allowed."""
        held = self._connections.answer
        served = web.Application(client_max_size=MOST_BODY, middlewares=[held])
        for prefix in ("", "/{prefix:.+}"):  # a proxy may leave its own in the path
            served.router.add_get(f"{prefix}/healthz", self._healthz)
            served.router.add_get(f"{prefix}/readyz", self._readyz)
            if self._deliveries is not None:
                served.router.add_post(f"{prefix}/slack/events", self._events)
        if self._metrics is not None:
            served.router.add_get("/metrics", self._figures)
        self._runner = web.AppRunner(served, shutdown_timeout=_LINGER_S)
        await self._runner.setup()
        assert self._runner.server is not None  # noqa: S101 -- it is set up
        try:
            await self._connections.listen(self._port, self._runner.server, _quiet_logger())
        except OSError as error:
            await self._runner.cleanup()
            raise SlackProblem(
                f"Port {self._port} cannot be used ({error.strerror or type(error).__name__}). "
                "Set PORT to a free one, or stop what listens there."
            ) from None

    async def stop(self) -> None:
        """Take no more deliveries, finish those that are in, and close."""
        self._stopping = True
        late = await self._tasks.drain(DRAIN_S)
        if late:
            structlog.get_logger().warning("stopped_with_work_left", count=late)
        self._connections.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _figures(self, request: web.Request) -> web.Response:
        del request
        assert self._metrics is not None  # noqa: S101 -- the route is there because it is
        return web.Response(body=self._metrics(), content_type="text/plain", charset="utf-8")

    async def _healthz(self, request: web.Request) -> web.Response:
        del request
        return web.json_response({"ok": True})

    async def _readyz(self, request: web.Request) -> web.Response:
        del request
        ready = not self._stopping and await self._ready()
        return web.json_response({"ready": ready}, status=200 if ready else 503)

    async def _events(self, request: web.Request) -> web.Response:
        if self._stopping or self._deliveries is None:
            return web.Response(status=503)  # Slack brings events again; another replica takes them
        with self._tasks.this_one():
            return await self._deliveries.answer(request)


def _quiet_logger() -> logging.Logger:
    logger = logging.getLogger("aiohttp.server")
    logger.filters[:] = [_our_own_fault]
    return logger


def _our_own_fault(record: logging.LogRecord) -> bool:
    """Whether we broke, not what somebody sent; of who sent it nothing is said either way."""
    record.msg, record.args = "a request was not answered", ()
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError | web.RequestPayloadError)
