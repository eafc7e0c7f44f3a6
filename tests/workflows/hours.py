"""An engine whose hours pass at once: what waits there sets a clock forward and goes on."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from bot.keys import Keys
from bot.workflows.aside import Otherwise, Run
from bot.workflows.engine import Engine, Workflow
from bot.workflows.serializer import SealedJson

Port = TypeVar("Port")
BEGAN = datetime(2026, 11, 23, 9, tzinfo=UTC)


class QuickHours(Engine):
    """Runs one workflow at a time. Messages come after so many seconds, as `enqueue` says."""

    def __init__(self, url: str, keys: Keys) -> None:
        super().__init__(url, keys)
        self.now = BEGAN
        self.workflows: dict[str, Workflow] = {}
        self.started: list[str] = []
        self._written = SealedJson(keys)
        self._messages: deque[tuple[datetime, str]] = deque()

    def workflow(self, name: str, run: Workflow) -> None:
        self.workflows[name] = run

    def enqueue(self, message: str, after: timedelta) -> None:
        """Bring a message so long after the beginning."""
        self._messages.append((BEGAN + after, message))

    async def start(
        self, name: str, workflow_id: str, text: str, *, queue: str | None = None
    ) -> bool:
        del workflow_id, text, queue
        self.started.append(name)
        return True

    async def send(
        self, workflow_id: str, topic: str, message: str | None, *, once: str | None = None
    ) -> None:
        del workflow_id, topic, message, once

    async def step(self, name: str, run: Run, otherwise: Otherwise | None = None) -> Any:  # noqa: ANN401 -- JSON
        del name, otherwise
        return self._written.deserialize(self._written.serialize(await run()))

    async def wait(self, topic: str, seconds: float) -> str | None:
        del topic
        ends = self.now + timedelta(seconds=seconds)
        if self._messages and self._messages[0][0] <= ends:
            comes, message = self._messages.popleft()
            self.now = max(self.now, comes)
            return message
        self.now = ends
        return None

    async def receive(self, topic: str, seconds: float) -> str | None:
        return await self.wait(topic, seconds)

    async def sleep(self, seconds: float, woken: asyncio.Event | None = None) -> None:
        del woken
        self.now += timedelta(seconds=seconds)


class Outage:
    """Slack, or whatever else, is away for so long."""

    def __init__(self, engine: QuickHours, lasts: timedelta, begins: datetime = BEGAN) -> None:
        self._engine, self._begins, self._ends = engine, begins, begins + lasts
        self.refused = 0

    def comes_between(self) -> None:
        """Fail while it lasts."""
        if self._begins <= self._engine.now < self._ends:
            self.refused += 1
            raise ConnectionError

    @property
    def over_for(self) -> timedelta:
        """How long ago it ended."""
        return self._engine.now - self._ends


def away(port: Port, outage: Outage) -> Port:
    """Return what is the same, but for an outage of all of it."""
    return cast("Port", _Away(port, outage))


class _Away:
    def __init__(self, port: object, outage: Outage) -> None:
        self._port, self._outage = port, outage

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        async def call(*args: object, **named: object) -> Any:  # noqa: ANN401 -- whatever the port's is
            self._outage.comes_between()
            return await getattr(self._port, name)(*args, **named)

        return call
