"""The Socket Mode side: a connection that is watched, and a clean end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.slack.calling import SlackTrouble
from bot.slack.services import Services
from bot.slack.silence import Silence
from bot.slack.soundness import is_delivery
from bot.slack.tasks import DRAIN_S
from bot.slack.tokens import removed

_PING_S = 5.0
_DEAF_S = 60.0
Back = Callable[[datetime, datetime], Awaitable[None]]


class SocketMode:
    """A Socket Mode connection."""

    def __init__(
        self,
        *,
        app: AsyncApp,
        app_token: str,
        services: Services,
        now: Callable[[], float] = time.time,
        look_s: float = 5.0,
        back: Back | None = None,
    ) -> None:
        """`now` answers in epoch seconds, as the library counts its pongs.

        `look_s` is how often the connection is looked at. `back` hears from when until when Slack
        was silent (UTC), once it is heard again after minutes.
        """
        self._app = app
        self._app_token = app_token
        self._services = services
        self._now = now
        self._look_s = look_s
        self._handler: AsyncSocketModeHandler | None = None
        self._heard_s = 0.0
        self._watching: asyncio.Task[None] | None = None
        self._stopping = False
        self._back = back
        self._silence = Silence()

    async def start(self) -> None:
        """Connect and keep connected. Prove the tokens first: with a wrong one this never ends."""
        self._handler = AsyncSocketModeHandler(
            self._app, self._app_token, logger=self._app.logger, ping_interval=_PING_S
        )
        client = self._handler.client
        client.proxy = self._app.client.proxy  # the library reads HTTPS_PROXY once more
        client.socket_mode_request_listeners[:] = [self._receive]  # type: ignore[list-item]  # the library's own subclass as argument
        await self._handler.connect_async()  # type: ignore[no-untyped-call]  # the library's
        self._heard_s = self._now()
        self._watching = asyncio.get_running_loop().create_task(self._watch(client))

    @property
    def silent_s(self) -> float:
        """How long ago Slack was heard, in seconds."""
        return self._now() - self._last_pong()

    @property
    def ready(self) -> bool:
        """Whether Slack was heard lately."""
        return (
            self._handler is not None
            and not self._stopping
            and not deaf(self._now(), self._last_pong())
        )

    async def stop(self) -> None:
        """Take no more deliveries, finish those that are in, and disconnect."""
        self._stopping = True
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        late = await self._services.tasks.drain(DRAIN_S)
        if late:
            structlog.get_logger().warning("stopped_with_work_left", count=late)
        if self._handler is not None:
            await self._handler.close_async()  # type: ignore[no-untyped-call]  # the library's

    async def _receive(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        if self._stopping or self._handler is None:
            return  # not acked: another connection gets it
        if not is_delivery(request.payload):
            structlog.get_logger().warning("delivery_malformed")
            return
        with self._services.tasks.this_one():
            await self._handler.handle(client, request)

    async def _watch(self, client: SocketModeClient) -> None:
        """Connect anew when no pong has come for long, whatever the library believes."""
        while True:
            await asyncio.sleep(self._look_s)
            if not deaf(self._now(), self._last_pong()):
                await self._heard_again()
                continue
            self._silence.begun(self._last_pong())
            if await removed(self._app.client):
                structlog.get_logger().error("removed_from_slack", reason="token not accepted")
                self._services.gone.set()
                return
            structlog.get_logger().warning("socket_silent", action="connecting anew")
            self._heard_s = self._now()
            try:
                await client.connect_to_new_endpoint(force=True)
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                structlog.get_logger().warning("socket_lost", error=type(error).__name__)

    async def _heard_again(self) -> None:
        """Say that Slack is back, where it was silent for long and something came since."""
        over = self._silence.ended(self._now(), self._pong(), self._heard_s)
        if over is None or self._back is None:
            return
        try:
            await self._back(*over)
        except SlackTrouble as trouble:
            structlog.get_logger().warning("silence_not_told", code=trouble.code)

    def _last_pong(self) -> float:
        return max(self._heard_s, self._pong())

    def _pong(self) -> float:
        pong = self._handler.client.last_ping_pong_time if self._handler else None
        return pong or 0.0


def deaf(now_s: float, last_pong_s: float, limit_s: float = _DEAF_S) -> bool:
    """Whether a connection has been silent for too long; all in seconds."""
    return now_s - last_pong_s > limit_s
