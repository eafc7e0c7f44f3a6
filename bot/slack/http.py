"""The HTTP side: signed deliveries at `/slack/events`, and `/healthz` and `/readyz` in any mode."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from bot.logs import place
from bot.slack.problem import SlackProblem
from bot.slack.tasks import Tasks

_EVERYWHERE = "0.0.0.0"  # noqa: S104 -- Slack and a load balancer must reach it
_DRAIN_S = 8.0


class HttpServer:
    """Serves health, and Slack's deliveries where `app` is given."""

    def __init__(
        self,
        *,
        port: int,
        tasks: Tasks,
        ready: Callable[[], bool],
        app: AsyncApp | None = None,
        host: str = _EVERYWHERE,
    ) -> None:
        """`port` 0 takes a free one. `ready` says whether checks can be taken on."""
        self._tasks = tasks
        self._ready = ready
        self._app = app
        self._host = host
        self._port = port
        self._stopping = False
        self._runner: web.AppRunner | None = None

    @property
    def port(self) -> int:
        """The port it listens on."""
        addresses = self._runner.addresses if self._runner else []
        return int(addresses[0][1]) if addresses else self._port

    async def start(self) -> None:
        """Listen. Raises `SlackProblem` when the port is taken or not allowed."""
        served = web.Application()
        served.router.add_get("/healthz", self._healthz)
        served.router.add_get("/readyz", self._readyz)
        if self._app is not None:
            served.router.add_post("/slack/events", self._events)
        self._runner = web.AppRunner(served, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self._runner.cleanup()
            raise SlackProblem(
                f"Port {self._port} cannot be used ({error.strerror or type(error).__name__}). "
                "Set PORT to a free one, or stop what listens there."
            ) from None

    async def stop(self) -> None:
        """Take no more deliveries, finish those that are in, and close."""
        self._stopping = True
        late = await self._tasks.drain(_DRAIN_S)
        if late:
            structlog.get_logger().warning("stopped_with_work_left", count=late)
        if self._runner is not None:
            await self._runner.cleanup()

    async def _healthz(self, request: web.Request) -> web.Response:
        del request
        return web.json_response({"ok": True})

    async def _readyz(self, request: web.Request) -> web.Response:
        del request
        ready = self._ready() and not self._stopping
        return web.json_response({"ready": ready}, status=200 if ready else 503)

    async def _events(self, request: web.Request) -> web.Response:
        if self._stopping or self._app is None:
            return web.Response(status=503)  # Slack brings events again; another replica takes them
        try:
            delivered = await to_bolt_request(request)
        except (ValueError, LookupError):  # no UTF-8, or a payload that is no JSON
            return web.Response(status=400)
        with self._tasks.this_one():
            try:
                return await to_aiohttp_response(await self._app.async_dispatch(delivered))
            except Exception as error:  # noqa: BLE001 -- aiohttp would log the exception's text
                structlog.get_logger().error("delivery_failed", error=place(error))
                return web.Response(status=500)
