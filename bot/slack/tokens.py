"""Proving tokens before anything connects, and noticing when Slack no longer knows them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.problem import SlackProblem

_LOOK_S = 300.0
_REMOVED = {
    "account_inactive",
    "app_uninstalled",
    "invalid_auth",
    "not_authed",
    "token_expired",
    "token_revoked",
}


async def prove_tokens(client: AsyncWebClient, app_token: str | None = None) -> str:
    """Return the workspace's name, once Slack has accepted the tokens.

    Raises `SlackProblem`, which names the variable that is wrong, or that Slack is out of reach.
    """
    answer = await _proved(client, "SLACK_BOT_TOKEN", "the Bot User OAuth Token", client.auth_test)
    if app_token is not None:
        kind = "an app-level token with connections:write"
        connect = partial(client.apps_connections_open, app_token=app_token)
        await _proved(client, "SLACK_APP_TOKEN", kind, connect)
    return str(answer.get("team") or "Slack")


async def removed(client: AsyncWebClient) -> bool:
    """Whether Slack no longer knows the bot's token."""
    try:
        await client.auth_test()
    except SlackApiError as refusal:
        return _word(refusal) in _REMOVED
    except (aiohttp.ClientError, TimeoutError, SlackClientError):
        return False
    return False


async def watch_token(
    client: AsyncWebClient, gone: asyncio.Event, every_s: float = _LOOK_S
) -> None:
    """Set `gone` once Slack no longer knows the bot's token.

    Over HTTP nothing else would tell where the event of it was lost, or is not subscribed to.
    """
    while not gone.is_set():
        await asyncio.sleep(every_s)
        if await removed(client):
            structlog.get_logger().error("removed_from_slack", reason="token not accepted")
            gone.set()


async def _proved(
    client: AsyncWebClient,
    variable: str,
    kind: str,
    call: Callable[[], Awaitable[AsyncSlackResponse]],
) -> AsyncSlackResponse:
    try:
        return await call()
    except SlackApiError as refusal:
        raise SlackProblem(
            f"Slack does not accept {variable} ({_word(refusal)}). It should be {kind} of your "
            "app: copy it from api.slack.com/apps into .env again."
        ) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        raise SlackProblem(
            f"Slack cannot be reached at {client.base_url} ({type(error).__name__}). "
            "Check the network, or SLACK_API_URL."
        ) from None


def _word(refusal: SlackApiError) -> str:
    data = getattr(refusal.response, "data", None)
    return str(data.get("error")) if isinstance(data, dict) else "no answer that makes sense"
