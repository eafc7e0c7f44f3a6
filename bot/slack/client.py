"""The library's client for Slack, and the connections that it keeps open."""

from __future__ import annotations

import logging
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

CALL_S = 10.0
"""Seconds that one call may take."""


def web_client(token: str, base_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Return a client that waits when Slack says so. One session keeps connections open.

    Slack on this machine (the demo workspace) is never asked through a proxy.
    """
    client = AsyncWebClient(
        token=token,
        base_url=base_url,
        session=session,
        logger=_quiet(),
        retry_handlers=[
            AsyncConnectionErrorRetryHandler(),
            AsyncRateLimitErrorRetryHandler(max_retry_count=2),
        ],
    )
    if _stays_here(base_url):
        client.proxy = None  # the library takes HTTPS_PROXY and knows no NO_PROXY
    return client


def open_session() -> aiohttp.ClientSession:
    """Return the session for `web_client`; call it inside the event loop, and close it."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_S))


def _quiet() -> logging.Logger:
    """Return a logger with a level of its own.

    The library asks for no other, and without one puts every request and answer into words that
    nobody prints.
    """
    logger = logging.getLogger("slack_sdk.checkpost")
    logger.setLevel(logging.WARNING)
    return logger


def _stays_here(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
