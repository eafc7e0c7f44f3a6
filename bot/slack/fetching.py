"""Fetching a file from Slack: from Slack's own hosts alone, and never more than so much."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp.hdrs import AUTHORIZATION
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calling import SlackTrouble, reached

_SLACK = ".slack.com"
_SECONDS = 20.0
_OK = 200
_CHUNK = 65_536


async def fetched(client: AsyncWebClient, address: str, most: int) -> bytes:
    """Return what is at an address of Slack's, at most one byte more than `most`.

    The token goes nowhere else: any other host, and any redirect, is a `SlackTrouble`.
    """
    if not is_slacks(address, client.base_url):
        raise SlackTrouble("no_slack_address", passing=False)
    return bytes(await reached(_read(client, address, most), _SECONDS))


def is_slacks(address: str, base_url: str) -> bool:
    """Whether an address is Slack's: https on slack.com, or the host that we call Slack at."""
    ours = urlsplit(base_url)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:  # no address at all
        return False
    if parts.username or parts.password:
        return False
    if (parts.scheme, parts.netloc) == (ours.scheme, ours.netloc):
        return True
    return parts.scheme == "https" and (parts.hostname or "").endswith(_SLACK) and not port


async def _read(client: AsyncWebClient, address: str, most: int) -> bytearray:
    if client.session is None:
        raise SlackTrouble("no_session", passing=False)
    headers = {AUTHORIZATION: f"Bearer {client.token}"}
    taken = bytearray()
    async with client.session.get(
        address, headers=headers, allow_redirects=False, proxy=client.proxy
    ) as answer:
        if answer.status != _OK:
            raise SlackTrouble(f"http_{answer.status}", passing=False)
        async for chunk in answer.content.iter_chunked(_CHUNK):
            taken += chunk
            if len(taken) > most:
                break
    return taken[: most + 1]
