from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest
import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.connections import Connections
from bot.slack.deliveries import Deliveries
from bot.slack.http import HttpServer, Readiness
from bot.slack.problem import SlackProblem
from bot.slack.tasks import Tasks
from tests.slack.conftest import Bench
from tests.slack.examples import DRAFT

LOOPBACK = "127.0.0.1"


async def get(port: int, path: str) -> tuple[int, object]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{LOOPBACK}:{port}{path}") as answer,
    ):
        return answer.status, await answer.json()


async def post(bench: Bench, body: bytes, kind: str) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(bench.marta.events_url, data=body, headers={"Content-Type": kind}) as answer,
    ):
        return answer.status


async def test_health_and_readiness_are_told_apart() -> None:
    ready = [False]
    server = HttpServer(
        port=0, tasks=Tasks(), ready=lambda: ready[0], connections=Connections(host=LOOPBACK)
    )
    await server.start()

    assert await get(server.port, "/healthz") == (200, {"ok": True})
    assert await get(server.port, "/readyz") == (503, {"ready": False})
    ready[0] = True
    assert await get(server.port, "/readyz") == (200, {"ready": True})

    await server.stop()


class Store:
    """A store that is asked whether it is there. A scripted exception is raised instead."""

    def __init__(self) -> None:
        self.asked = 0
        self.there: bool | Exception = True

    async def ping(self) -> bool:
        self.asked += 1
        if isinstance(self.there, Exception):
            raise self.there
        return self.there


async def test_readiness_asks_the_store_and_says_when_it_is_down() -> None:
    store = Store()
    store.there = OSError("the disk is gone")
    server = HttpServer(
        port=0, tasks=Tasks(), ready=store.ping, connections=Connections(host=LOOPBACK)
    )
    await server.start()

    with structlog.testing.capture_logs() as logs:
        assert await get(server.port, "/readyz") == (503, {"ready": False})
        assert await get(server.port, "/readyz") == (503, {"ready": False})

    assert await get(server.port, "/healthz") == (200, {"ok": True})
    assert store.asked == 1
    assert [log["event"] for log in logs] == ["not_ready"]
    assert "the disk is gone" not in str(logs)
    await server.stop()


async def test_an_answer_of_the_store_holds_for_two_seconds() -> None:
    store, now = Store(), [0.0]
    ready = Readiness(store.ping, now=lambda: now[0])

    assert await asyncio.gather(*(ready() for _ in range(20))) == [True] * 20
    assert store.asked == 1
    store.there = False
    now[0] = 1.9
    assert await ready()
    now[0] = 2.0
    assert not await ready()
    assert store.asked == 2


async def test_a_store_that_never_answers_is_not_waited_for() -> None:
    never_set = asyncio.Event()

    async def never() -> bool:
        return await never_set.wait()

    assert not await Readiness(never, patience_s=0.01)()


async def test_a_delivery_that_is_too_large_is_turned_away(bench: Bench) -> None:
    reply = await bench.marta.command("tide " * 250_000)

    assert reply.status == 413
    assert bench.double.calls == []


async def test_a_taken_port_is_reported_with_the_way_out() -> None:
    first = HttpServer(
        port=0, tasks=Tasks(), ready=lambda: True, connections=Connections(host=LOOPBACK)
    )
    await first.start()
    second = HttpServer(
        port=first.port, tasks=Tasks(), ready=lambda: True, connections=Connections(host=LOOPBACK)
    )

    with pytest.raises(SlackProblem, match=f"Port {first.port} cannot be used.*Set PORT"):
        await second.start()

    await first.stop()


async def test_a_request_that_slack_did_not_sign_is_refused(bench: Bench) -> None:
    form = {"command": "/checkpost", "text": DRAFT, "user_id": "U0EVE", "team_id": "T0EVIL"}

    reply = await bench.marta.send(form, secret="a guess")  # noqa: S106 -- a wrong one

    assert reply.status == 401
    assert bench.double.calls == []


async def test_what_nobody_signed_is_turned_away_before_anybody_reads_it(bench: Bench) -> None:
    form = {"payload": "{no json" * 1_000}

    forged = await bench.marta.send(form, secret="a guess")  # noqa: S106 -- a wrong one
    broken = await bench.marta.send(form)

    assert forged.status == 401
    assert broken.status == 400, "only what was signed is read, and found to be broken"


@pytest.mark.parametrize(("age_s", "status"), [(310, 401), (-310, 401), (290, 200), (-290, 200)])
async def test_a_signed_request_is_taken_for_five_minutes(
    bench: Bench, age_s: int, status: int
) -> None:
    form = {"command": "/checkpost", "text": "help", "user_id": "U0MARTA", "team_id": "T0BRIGHT"}

    reply = await bench.marta.send(form, at=time.time() - age_s)

    assert reply.status == status
    assert ("text" in reply.body) is (status == 200)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"{no json", "application/json"),
        (b"payload=%7Bno+json", "application/x-www-form-urlencoded"),
        (b"text=a", "application/x-www-form-urlencoded; charset=none-such"),
    ],
)
async def test_garbage_is_refused_in_silence(
    bench: Bench, capfd: pytest.CaptureFixture[str], body: bytes, kind: str
) -> None:
    status = await post(bench, body, kind)

    assert status in {400, 401}
    assert "".join(capfd.readouterr()) == ""


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01 no HTTP at all\r\n\r\n",
        b"GET / HTTP/1.1\r\nX-Long: " + b"a" * 10_000 + b"\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n",
        (
            b"POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\n"
            b"Content-Length: 7\r\n\r\nno gzip"
        ),
    ],
)
async def test_who_speaks_no_http_is_not_logged_with_their_address(
    caplog: pytest.LogCaptureFixture, sent: bytes
) -> None:
    app = AsyncApp(token="-", signing_secret="-")  # noqa: S106 -- none that is used anywhere
    deliveries = Deliveries(app, "-")
    server = HttpServer(
        port=0,
        tasks=Tasks(),
        ready=lambda: True,
        deliveries=deliveries,
        connections=Connections(host=LOOPBACK),
    )
    await server.start()

    reader, writer = await asyncio.open_connection(LOOPBACK, server.port)
    writer.write(sent)
    assert b" 400 " in await reader.readline()
    writer.close()
    await server.stop()

    assert caplog.records == []


async def test_a_fault_of_our_own_is_logged_by_its_place(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> bytes:
        raise ValueError("no figures")

    server = HttpServer(
        port=0,
        tasks=Tasks(),
        ready=lambda: True,
        metrics=broken,
        connections=Connections(host=LOOPBACK),
    )
    await server.start()
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{LOOPBACK}:{server.port}/metrics") as answer,
    ):
        assert answer.status == 500
    await server.stop()

    [record] = caplog.records
    assert record.exc_info
    assert LOOPBACK not in record.getMessage()


async def test_no_sender_chooses_how_a_delivery_is_decoded(bench: Bench) -> None:
    kind = "application/x-www-form-urlencoded; charset=punycode"  # minutes for a long one

    status = await post(bench, b"ssl_check=1", kind)

    assert status == 200, "read as what Slack sends, whatever it says of itself"


async def test_what_is_in_flight_is_finished_before_the_server_stops(bench: Bench) -> None:
    bench.accept()
    bench.checks.room.clear()
    command = asyncio.create_task(bench.marta.command(DRAFT))
    await bench.checks.waited_for.wait()
    stopping = asyncio.create_task(bench.server.stop())
    await asyncio.sleep(0)
    assert not stopping.done()

    bench.checks.room.set()
    await stopping

    assert (await command).status == 200
    assert len(bench.double.open_views) == 1


async def test_half_a_delivery_keeps_nobody_from_stopping() -> None:
    app = AsyncApp(token="-", signing_secret="-")  # noqa: S106 -- none that is used anywhere
    server = HttpServer(
        port=0,
        tasks=Tasks(),
        ready=lambda: True,
        deliveries=Deliveries(app, "-", body_s=0.05),
        connections=Connections(host=LOOPBACK),
    )
    await server.start()
    reader, writer = await asyncio.open_connection(LOOPBACK, server.port)
    writer.write(b"POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
    await writer.drain()

    async with asyncio.timeout(8):
        assert b"408" in await reader.readline()
    writer.close()
    await writer.wait_closed()
    await server.stop()


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Request-Timestamp": "nan"},
        {"X-Slack-Request-Timestamp": "9" * 5_000},
        {"X-Slack-Signature": "v0=é"},
        {"Content-Encoding": "gzip"},
    ],
)
async def test_what_nobody_signed_is_refused_in_silence(
    bench: Bench, headers: dict[str, str]
) -> None:
    with structlog.testing.capture_logs() as logs:
        async with (
            aiohttp.ClientSession(auto_decompress=False) as session,
            session.post(bench.marta.events_url, data=b"payload=1", headers=headers) as answer,
        ):
            assert answer.status in {400, 401}
    assert logs == []
