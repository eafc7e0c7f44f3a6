"""How Slack reaches the bot: Socket Mode or HTTP, with the health endpoints beside them."""

from __future__ import annotations

from contextlib import AsyncExitStack

from bot.settings import Settings
from bot.slack.bolt import build_app
from bot.slack.connect import Back, SocketMode
from bot.slack.deliveries import Deliveries
from bot.slack.http import HttpServer
from bot.slack.services import Services
from bot.wiring.ground import Ground

HTTP_PORT = 3000


async def open_door(
    settings: Settings, stack: AsyncExitStack, services: Services, ground: Ground, back: Back
) -> None:
    """Connect to Slack: Socket Mode with an app token, otherwise HTTP; health in both.

    `back` hears of a silence over Socket Mode once it is over.
    """

    async def store_answers() -> bool:
        await ground.store.ping()
        return True

    signing, app_token = settings.slack_signing_secret, settings.slack_app_token
    secret = signing.get_secret_value() if signing else ""
    app = build_app(client=ground.client, services=services, signing_secret=secret)
    metrics = ground.measured.page if ground.measured and settings.checkpost_metrics else None
    if app_token is None:
        port = settings.port or HTTP_PORT
        server = HttpServer(
            port=port,
            tasks=services.tasks,
            ready=store_answers,
            deliveries=Deliveries(app, secret),
            metrics=metrics,
        )
        await _start(stack, server)
        return
    token = app_token.get_secret_value()
    socket = SocketMode(app=app, app_token=token, services=services, back=back)
    await _start(stack, socket)
    if ground.measured:
        ground.measured.watch(
            "socket_age_seconds", "Since Slack was heard", lambda: socket.silent_s
        )
    if settings.port is not None:

        async def ready() -> bool:
            return socket.ready and await store_answers()

        beside = HttpServer(port=settings.port, tasks=services.tasks, ready=ready, metrics=metrics)
        await _start(stack, beside)


async def _start(stack: AsyncExitStack, connection: SocketMode | HttpServer) -> None:
    stack.push_async_callback(connection.stop)
    await connection.start()
