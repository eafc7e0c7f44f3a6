"""The Bolt app: our listeners on Slack's framework, with its own voice turned down."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import place
from bot.messages import get_ready, say, speaking
from bot.slack.listeners.actions import (
    answer,
    ask,
    deal,
    drill,
    finding,
    fix,
    habit,
    home,
    menu,
    message,
    nominate,
    picture,
    platform,
    purpose,
    question,
    ready,
    rules,
    shelf,
    show_all,
    story,
    tag,
    told,
    undo,
    was_draft,
    withdraw,
)
from bot.slack.listeners.commands import checkpost
from bot.slack.listeners.events import home as home_opened
from bot.slack.listeners.events import left, removed
from bot.slack.listeners.events import message as written
from bot.slack.listeners.shortcuts import check
from bot.slack.listeners.views import ask as ask_form
from bot.slack.listeners.views import change, coach, find, profile, suspicious, try_draft, wrong
from bot.slack.listeners.views import nominate as nominate_form
from bot.slack.listeners.views import picture as picture_form
from bot.slack.listeners.views import question as question_form
from bot.slack.services import Services

_COACHING = (
    checkpost,
    coach,
    deal,
    show_all,
    menu,
    message,
    removed,
    finding,
    fix,
    ready,
    wrong,
    tag,
    platform,
    purpose,
    was_draft,
)
_IDEAS = (shelf, story, profile, habit)
_ASKING = (ask, ask_form, answer, told, withdraw, question, question_form)
_ELSEWHERE = (check, home, home_opened, written, suspicious, nominate, nominate_form, left)
_PICTURES = (picture, picture_form)
_DIGEST = (drill,)
_RULES = (rules, undo, find, try_draft, change)
LISTENERS = (*_COACHING, *_ASKING, *_IDEAS, *_ELSEWHERE, *_RULES, *_DIGEST, *_PICTURES)
"""Every module that listens to something; `register(app, services)` says to what."""


def build_app(
    *, client: AsyncWebClient, services: Services, signing_secret: str | None = None
) -> AsyncApp:
    """Return the app. `signing_secret` may be None over Socket Mode, where nothing is signed."""
    get_ready()
    logger = logging.getLogger("slack_bolt.checkpost")
    logger.setLevel(logging.ERROR)  # its warnings print whole request bodies
    with speaking(services.company_language):
        not_connected = say("notice.not_connected")
    app = AsyncApp(
        name="checkpost",
        logger=logger,
        client=client,
        authorize=_installed(client),
        signing_secret=signing_secret or "",
        raise_error_for_unhandled_request=True,
        attaching_conversation_kwargs_enabled=False,  # it would read threads on its own
        user_facing_authorize_error_message=not_connected,
    )
    app.error(_outside_a_listener)
    for listener in LISTENERS:
        listener.register(app, services)
    return app


def _installed(client: AsyncWebClient) -> Callable[[], Awaitable[AuthorizeResult]]:
    """Say who we are, asked once: the library would ask by a client that forgets about proxies."""
    known: list[AuthorizeResult] = []

    async def authorize() -> AuthorizeResult:
        if not known:
            answer = await client.auth_test()
            known.append(
                AuthorizeResult.from_auth_test_response(
                    auth_test_response=answer, bot_token=client.token
                )
            )
        return known[0]

    return authorize


async def _outside_a_listener(
    error: Exception, response: BoltResponse | None = None
) -> BoltResponse | None:
    """Log what our listeners did not get to see, without a word of the request.

    Where Slack has its answer already there is none to give: Bolt would break over it.
    """
    if isinstance(error, BoltUnhandledRequestError):
        structlog.get_logger().info("delivery_not_for_us")
        return BoltResponse(status=200, body="")
    structlog.get_logger().error("delivery_failed", error=place(error))
    return None if response is None else BoltResponse(status=500, body="")
