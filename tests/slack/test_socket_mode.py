from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.slack.bolt import build_app
from bot.slack.client import open_session, web_client
from bot.slack.connect import SocketMode, deaf
from bot.slack.problem import SlackProblem
from bot.slack.tokens import prove_tokens, removed, watch_token
from tests.slack.conftest import APP_TOKEN, BOT_TOKEN, Bench
from tests.slack.examples import DRAFT
from tests.slack_double import TEAM, SlackDouble
from tests.slack_state import Json


@pytest.fixture
async def socket(bench: Bench) -> AsyncIterator[SocketMode]:
    app = build_app(client=bench.client, services=bench.services)
    socket = SocketMode(app=app, app_token=APP_TOKEN, services=bench.services)
    await socket.start()
    yield socket
    await socket.stop()


async def command(double: SlackDouble, text: str, connection: int = -1, **extra: str) -> Json:
    """Deliver a command over a socket."""
    payload = {
        "command": "/checkpost",
        "text": text,
        "team_id": TEAM,
        "channel_id": "C0GENERAL",
        "user_id": "U0MARTA",
        "trigger_id": double.modals.new_trigger(),
        "response_url": double.new_response_url(),
        **extra,
    }
    return await double.over_socket("slash_commands", payload, connection)


async def test_a_command_over_the_socket_is_acked_and_opens_the_window(
    bench: Bench, socket: SocketMode
) -> None:
    bench.accept()
    assert socket.ready

    assert await command(bench.double, DRAFT) == {}
    await bench.settled()

    assert bench.view.values()["draft"]["draft"]["value"] == DRAFT
    assert len(bench.checks.started) == 1


async def test_stopping_finishes_what_is_in_and_takes_no_more(
    bench: Bench, socket: SocketMode
) -> None:
    bench.accept()
    await command(bench.double, DRAFT)

    await socket.stop()

    assert not socket.ready
    assert len(bench.double.open_views) == 1


async def test_any_of_several_connections_may_get_a_delivery_and_two_of_them_the_same(
    bench: Bench, socket: SocketMode
) -> None:
    bench.accept()
    app = build_app(client=bench.client, services=bench.services)
    other = SocketMode(app=app, app_token=APP_TOKEN, services=bench.services)
    await other.start()
    await bench.double.connected(times=2)
    same = bench.double.modals.new_trigger("U0MARTA")

    for connection in (0, 1):
        await command(bench.double, DRAFT, connection, trigger_id=same)
        await command(bench.double, f"{DRAFT} and {connection}", connection)
    await bench.settled()

    assert socket.ready
    assert other.ready
    assert len(bench.checks.started) == 3
    await other.stop()


def test_silence_for_a_minute_is_deafness() -> None:
    assert not deaf(now_s=60, last_pong_s=0)
    assert deaf(now_s=61, last_pong_s=0)


async def test_a_connection_that_was_silent_for_long_is_not_ready(bench: Bench) -> None:
    seconds = [1_000.0]
    app = build_app(client=bench.client, services=bench.services)
    socket = SocketMode(
        app=app, app_token=APP_TOKEN, services=bench.services, now=lambda: seconds[0]
    )
    await socket.start()
    before = socket.ready

    seconds[0] = 10_000_000_000.0
    assert (before, socket.ready) == (True, False)

    await socket.stop()


async def test_good_tokens_name_the_workspace(bench: Bench) -> None:
    assert await prove_tokens(bench.client, APP_TOKEN) == "Brightwater"


@pytest.mark.parametrize(
    ("bot_token", "app_token", "named"),
    [("wrong", APP_TOKEN, "SLACK_BOT_TOKEN"), (BOT_TOKEN, "wrong", "SLACK_APP_TOKEN")],
)
async def test_a_wrong_token_is_named_with_the_remedy(
    bench: Bench, bot_token: str, app_token: str, named: str
) -> None:
    async with open_session() as session:
        client = web_client(bot_token, bench.double.base_url, session)
        with pytest.raises(SlackProblem) as problem:
            await prove_tokens(client, app_token)
        assert await removed(client) is (named == "SLACK_BOT_TOKEN")

    assert f"Slack does not accept {named} (invalid_auth)." in str(problem.value)
    assert "wrong" not in str(problem.value)


async def test_a_slack_out_of_reach_is_named_by_its_address(bench: Bench) -> None:
    address = bench.double.base_url
    await bench.double.stop()

    with pytest.raises(SlackProblem, match=f"Slack cannot be reached at {address}"):
        await prove_tokens(bench.client)
    assert not await removed(bench.client)


@pytest.mark.parametrize(
    ("event", "gone"),
    [
        ({"type": "app_uninstalled"}, True),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"], "oauth": []}}, True),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U0MARTA"]}}, False),
        ({"type": "tokens_revoked", "tokens": None}, False),
    ],
)
async def test_an_app_that_was_removed_says_so_to_whoever_runs_it(
    bench: Bench, socket: SocketMode, event: dict[str, object], *, gone: bool
) -> None:
    assert socket.ready
    payload = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event}
    await bench.double.over_socket("events_api", payload)
    await bench.settled()

    assert bench.services.gone.is_set() is gone


async def test_a_token_that_is_taken_back_is_noticed_over_http_too(bench: Bench) -> None:
    gone = asyncio.Event()
    bench.double.enqueue("auth.test", {"status": 503}, {"error": "internal_error"}, {})
    looking = asyncio.create_task(watch_token(bench.client, gone, every_s=0.01))

    async with asyncio.timeout(5):
        while len(bench.double.called("auth.test")) < 4:
            assert not gone.is_set(), "trouble that passes is no removal"
            await asyncio.sleep(0.01)
    bench.double.enqueue("auth.test", {"error": "token_revoked"})
    await asyncio.wait_for(gone.wait(), 5)

    await looking


async def test_a_silent_connection_is_made_anew(bench: Bench) -> None:
    bench.accept()
    seconds = [1_000.0]
    app = build_app(client=bench.client, services=bench.services)
    socket = SocketMode(
        app=app,
        app_token=APP_TOKEN,
        services=bench.services,
        now=lambda: seconds[0],
        look_s=0.01,
    )
    await socket.start()

    seconds[0] = 10_000_000_000.0
    await bench.double.connected(times=2)
    assert await command(bench.double, DRAFT) == {}
    await bench.settled()

    assert socket.ready
    assert len(bench.double.open_views) == 1
    await socket.stop()


async def test_a_silent_connection_whose_token_was_taken_back_ends_the_bot(bench: Bench) -> None:
    seconds = [1_000.0]
    app = build_app(client=bench.client, services=bench.services)
    socket = SocketMode(
        app=app,
        app_token=APP_TOKEN,
        services=bench.services,
        now=lambda: seconds[0],
        look_s=0.01,
    )
    await socket.start()

    bench.double.bot_token = "another one"  # noqa: S105 -- no token at all
    seconds[0] = 10_000_000_000.0
    await asyncio.wait_for(bench.services.gone.wait(), 5)

    await socket.stop()
