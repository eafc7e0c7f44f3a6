"""The only module that loads the openai SDK: one request over HTTP, and its failures named."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai

from bot.review.endpoint import EndpointProblem, Reply
from bot.review.outcome import ReviewStatus
from bot.review.replies import read_reply, refused_by, wait_of

DEFAULT_BASE_URL = "https://api.openai.com/v1"
_NO_KEY = "not-needed"  # the SDK refuses an empty key, servers without keys ignore this one
_SECONDS_TO_CONNECT = 5.0
_SECONDS_PER_READ = 60.0  # the reviewer's own deadline ends everything long before
_MOST_BYTES = 2_000_000
_QUIET = ("openai", "httpx2", "httpcore2", "httpx", "httpcore")


class OpenAIEndpoint:
    """An OpenAI-compatible server, asked from whichever event loop is running.

    A connection belongs to the loop that opened it, so every loop has a client of its own.
    """

    def __init__(self, base_url: str | None = None, api_key: str | None = None) -> None:
        """`base_url` is the address up to and including the version, such as `…/v1`."""
        self._base_url = base_url or DEFAULT_BASE_URL
        self._api_key = api_key or _NO_KEY
        self._clients: dict[asyncio.AbstractEventLoop, openai.AsyncOpenAI] = {}

    @property
    def host(self) -> str:
        """The host of the base URL, without name and password."""
        return urlsplit(self._base_url).netloc.rpartition("@")[2]

    async def post(self, body: Mapping[str, Any]) -> Reply:
        """Send one request; raises EndpointProblem for whatever goes wrong on the way."""
        client = await self._client()
        completions = client.chat.completions.with_streaming_response
        rest = {name: value for name, value in body.items() if name != "model"}
        try:
            # Through `extra_body`: whatever it is given by name, the SDK walks through and copies,
            # schema and all, which costs as much again as sending it.
            async with completions.create(
                model=body["model"], messages=(), extra_body=rest
            ) as response:
                received = await _read(response)
        except openai.APIStatusError as error:
            raise _problem(error) from None
        except (openai.OpenAIError, httpx2.HTTPError, OSError) as error:
            raise EndpointProblem(ReviewStatus.PROVIDER_ERROR, retry=_may_pass(error)) from None
        return read_reply(received)

    async def aclose(self) -> None:
        """Close this loop's connections; those of loops that are gone went with them."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client is not None:
            await client.close()

    async def _client(self) -> openai.AsyncOpenAI:
        loop = asyncio.get_running_loop()
        for gone in [other for other in self._clients if other.is_closed()]:
            del self._clients[gone]
        if loop not in self._clients:
            # In a thread: certificates and lazy imports take a quarter of a second at first.
            made = await asyncio.to_thread(self._new_client)
            self._clients.setdefault(loop, made)
        return self._clients[loop]

    def _new_client(self) -> openai.AsyncOpenAI:
        _quiet()
        client = openai.AsyncOpenAI(
            base_url=self._base_url,
            api_key=self._api_key,
            max_retries=0,
            # Through aiohttp, as Slack's calls go: a request costs half of what it does otherwise.
            http_client=openai.DefaultAioHttpClient(
                follow_redirects=False,
                timeout=httpx2.Timeout(_SECONDS_PER_READ, connect=_SECONDS_TO_CONNECT),
            ),
        )
        _ = client.chat.completions.with_streaming_response  # loads what the SDK loads lazily
        return client


async def _read(response: Any) -> bytes:  # noqa: ANN401 -- the SDK's streaming response is generic
    received = bytearray()
    async for chunk in response.iter_bytes():
        received += chunk
        if len(received) > _MOST_BYTES:
            raise EndpointProblem(ReviewStatus.PROVIDER_ERROR)
    return bytes(received)


def _may_pass(error: Exception) -> bool:
    return isinstance(error, openai.APIConnectionError | httpx2.TransportError | OSError)


def _problem(error: openai.APIStatusError) -> EndpointProblem:
    try:
        body = json.loads(error.response.content)
    except (ValueError, RecursionError, httpx2.StreamError):
        body = None
    return refused_by(error.status_code, body, wait_of(error.response.headers))


def _quiet() -> None:
    """Third-party loggers stay at WARNING whatever our level: below it they print requests."""
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
