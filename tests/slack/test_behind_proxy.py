"""HTTP behind a proxy: its prefix, its headers, its kept connections, and what it sends twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest
from aiohttp import web

from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT
from tests.slack_person import Person

_FORWARDED = {
    "X-Forwarded-For": "203.0.113.9, 10.0.0.1",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "checkpost.brightwater.example",
    "X-Forwarded-Prefix": "/bots/checkpost",
    "Forwarded": 'for=203.0.113.9;proto=https;host="checkpost.brightwater.example"',
}


@asynccontextmanager
async def proxy(bench: Bench, *, prefix: str = "", times: int = 1) -> AsyncIterator[Person]:
    """Put a proxy before the bot, with one kept connection; return who speaks through it.

    It leaves `prefix` in the path and sends every request so many `times`.
    """
    bot = f"http://127.0.0.1:{bench.server.port}"
    connection = aiohttp.TCPConnector(limit=1, keepalive_timeout=60)
    async with aiohttp.ClientSession(bot, connector=connection) as kept:

        async def forward(request: web.Request) -> web.Response:
            body = await request.read()
            headers = {**request.headers, **_FORWARDED}
            for _ in range(times):
                async with kept.post(request.path, data=body, headers=headers) as answer:
                    said, status, kind = await answer.read(), answer.status, answer.content_type
            return web.Response(body=said, status=status, content_type=kind)

        served = web.Application()
        served.router.add_post("/{path:.*}", forward)
        runner = web.AppRunner(served, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address = f"http://127.0.0.1:{runner.addresses[0][1]}{prefix}/slack/events"
        try:
            yield replace(bench.marta, events_url=address)
        finally:
            await runner.cleanup()


@pytest.mark.parametrize("prefix", ["", "/checkpost", "/bots/checkpost"])
async def test_a_delivery_comes_through_a_proxy_that_adds_headers_and_a_prefix(
    bench: Bench, prefix: str
) -> None:
    bench.accept()
    async with proxy(bench, prefix=prefix) as marta:
        assert (await marta.command(DRAFT)).status == 200
        assert (await marta.command("Our sluices are open")).status == 200
        await bench.settled()

    assert len(bench.checks.started) == 2


async def test_a_request_that_a_proxy_repeats_is_done_once(bench: Bench) -> None:
    bench.accept()
    async with proxy(bench, times=3) as marta:
        assert (await marta.command(DRAFT)).status == 200
        await bench.settled()

    assert len(bench.checks.started) == 1
    assert len(bench.double.open_views) == 1


async def test_health_answers_under_a_prefix_too(bench: Bench) -> None:
    address = f"http://127.0.0.1:{bench.server.port}/bots/checkpost/readyz"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.status == 200
