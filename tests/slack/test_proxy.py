"""Slack on this machine, the demo workspace, is never asked through a company's proxy."""

from __future__ import annotations

import pytest

from bot.slack.bolt import build_app
from bot.slack.client import open_session, web_client
from bot.slack.gateway import Gateway
from tests.slack.conftest import BOT_TOKEN, SIGNED_WITH, Bench

PROXY = "http://127.0.0.1:9/"  # the discard port, where nobody answers


@pytest.fixture(autouse=True)
def proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", PROXY)


@pytest.mark.parametrize(
    ("base_url", "used"),
    [
        ("http://127.0.0.1:3000/api/", None),
        ("http://localhost:3000/api/", None),
        ("http://[::1]:3000/api/", None),
        ("https://slack.com/api/", PROXY),
        ("https://127.example.com/api/", PROXY),
    ],
)
async def test_a_proxy_is_for_the_world_outside(base_url: str, used: str | None) -> None:
    async with open_session() as session:
        assert web_client(BOT_TOKEN, base_url, session).proxy == used


async def test_the_whole_way_to_a_local_slack_is_direct(bench: Bench) -> None:
    async with open_session() as session:
        client = web_client(BOT_TOKEN, bench.double.base_url, session)
        slack = Gateway(client)

        assert await slack.direct_channel("U0MARTA") == "D0MARTA"
        await slack.respond(bench.double.new_response_url(), {"text": "hi"})
        build_app(client=client, services=bench.services, signing_secret=SIGNED_WITH)
        await bench.marta.command("help")

    assert bench.double.whispers == [{"response_type": "ephemeral", "text": "hi"}]
