from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
import structlog

from bot.slack.connections import Connections
from bot.slack.http import HttpServer
from bot.slack.tasks import Tasks

LOOPBACK = "127.0.0.1"
SOON_S = 0.03


@dataclass
class Caller:
    """Somebody who holds a connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def sends(self, said: bytes) -> None:
        self.writer.write(said)

    async def is_answered(self, path: str = "/healthz") -> bool:
        self.sends(b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % path.encode())
        return await self.hears()

    async def hears(self) -> bool:
        """Whether a good answer came to what was asked; False where the connection is over."""
        try:
            head = await self.reader.readuntil(b"\r\n\r\n")
            length = next(line for line in head.splitlines() if b"Content-Length" in line)
            await self.reader.readexactly(int(length.split()[-1]))
        except (ConnectionError, asyncio.IncompleteReadError):
            return False
        return b" 200 " in head

    async def is_ended(self) -> bool:
        """Whether nothing comes any more; waits for it."""
        async with asyncio.timeout(5):
            try:
                return await self.reader.read() == b""
            except ConnectionError:
                return True


Call = Callable[[], Awaitable[Caller]]


@asynccontextmanager
async def server(
    connections: Connections, ready: Callable[[], Awaitable[bool]] | None = None
) -> AsyncIterator[Call]:
    """Start a server; yield how somebody connects to it."""
    answers = HttpServer(
        port=0,
        tasks=Tasks(),
        ready=ready or (lambda: True),
        metrics=lambda: b"a" * 20_000_000,
        connections=connections,
    )
    await answers.start()
    callers: list[Caller] = []

    async def call() -> Caller:
        callers.append(Caller(*await asyncio.open_connection(LOOPBACK, answers.port)))
        return callers[-1]

    try:
        yield call
    finally:
        for caller in callers:
            caller.writer.close()
        await answers.stop()


@pytest.mark.parametrize("said", [b"", b"GET /healthz HTTP/1.1\r\nHost: a\r\n", b"\r\n"])
async def test_whoever_asks_for_nothing_is_not_waited_for(said: bytes) -> None:
    async with server(Connections(host=LOOPBACK, first_request_s=SOON_S)) as call:
        silent = await call()
        silent.sends(said)

        assert await silent.is_ended()


async def test_a_header_that_comes_by_the_letter_gains_no_time() -> None:
    async with server(Connections(host=LOOPBACK, first_request_s=SOON_S)) as call:
        slow = await call()
        slow.sends(b"GET /healthz?")
        ended = asyncio.create_task(slow.is_ended())
        while not ended.done():
            slow.sends(b"a")
            await asyncio.sleep(0.005)

        assert await ended


async def test_a_connection_that_has_asked_once_is_kept_for_the_next_time() -> None:
    async with server(Connections(host=LOOPBACK, first_request_s=SOON_S)) as call:
        proxy = await call()
        assert await proxy.is_answered()
        await asyncio.sleep(2 * SOON_S)

        assert await proxy.is_answered()


async def test_a_new_one_takes_the_place_of_the_one_that_is_silent_for_longest() -> None:
    async with server(Connections(host=LOOPBACK, most=2)) as call:
        spoke, silent = await call(), await call()
        assert await spoke.is_answered()
        new = await call()

        assert await silent.is_ended()
        assert await spoke.is_answered()
        assert await new.is_answered()


async def test_whoever_is_being_answered_keeps_their_place_and_their_time() -> None:
    asked, over = asyncio.Event(), asyncio.Event()

    async def ready() -> bool:
        asked.set()
        return await over.wait()

    connections = Connections(host=LOOPBACK, most=1, first_request_s=SOON_S)
    with structlog.testing.capture_logs() as logs:
        async with server(connections, ready) as call:
            patient = await call()
            answer = asyncio.create_task(patient.is_answered("/readyz"))
            await asked.wait()
            for _ in range(3):
                assert await (await call()).is_ended()
            await asyncio.sleep(2 * SOON_S)
            over.set()

            assert await answer

    assert [log["event"] for log in logs] == ["connections_full"], "said once"
    assert LOOPBACK not in str(logs)


async def test_who_goes_makes_room() -> None:
    with structlog.testing.capture_logs() as logs:
        async with server(Connections(host=LOOPBACK, most=2)) as call:
            for _ in range(5):
                brief = await call()
                assert await brief.is_answered()
                brief.sends(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                assert await brief.hears()
                assert await brief.is_ended()

    assert logs == []


async def test_an_answer_that_nobody_fetches_holds_no_place() -> None:
    async with server(Connections(host=LOOPBACK, most=1)) as call:
        lazy = await call()
        lazy.sends(b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n")
        await lazy.reader.readuntil(b"\r\n\r\n")
        new = await call()

        assert await new.is_answered()
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await lazy.reader.readexactly(20_000_000)
