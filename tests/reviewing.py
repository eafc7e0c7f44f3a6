"""What the reviewer's tests share: a reviewer on a local server, with time that need not pass."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.review.asking import Asker, Pace
from bot.review.briefing import Briefing
from bot.review.budget import Budget
from bot.review.client import OpenAIEndpoint
from bot.review.endpoint import Endpoint, Reply
from bot.review.outcome import ReviewStatus
from bot.review.prompts import Prompts
from bot.review.reader import ModelReviewer, Parts
from bot.review.redact import Redactor
from bot.review.trouble import Trouble
from bot.review.verify import NoSources, Sources
from tests.model_server import ModelServer, Respond

PROMPTS = Path(__file__).parents[1] / "prompts"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class FakeTime:
    """A clock that only moves when somebody sleeps; `slept` is how long they meant to."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def pace(self) -> Pace:
        return Pace(monotonic=lambda: self.now, sleep=self.sleep, jitter=lambda: 0.5)


class FakeEndpoint:
    """An endpoint without a network: it says what was enqueued, or breaks as it was told to."""

    host = "model.example"

    def __init__(self) -> None:
        self.asked: list[Mapping[str, Any]] = []
        self._script: deque[Reply | Exception] = deque()

    def enqueue(self, *said: str | Reply | Exception) -> None:
        self._script.extend(Reply(one) if isinstance(one, str) else one for one in said)

    async def post(self, body: Mapping[str, Any]) -> Reply:
        self.asked.append(body)
        said = self._script.popleft()
        if isinstance(said, Exception):
            raise said
        return said

    async def aclose(self) -> None:
        self._script.clear()


@dataclass
class Told:
    """What comms was told."""

    statuses: list[ReviewStatus] = field(default_factory=list)

    async def __call__(self, status: ReviewStatus) -> None:
        self.statuses.append(status)


def parts(
    *,
    prompts: Path = PROMPTS,
    briefing: Briefing | None = None,
    secret_terms: tuple[str, ...] = (),
    daily_tokens: int | None = None,
    told: Told | None = None,
    sources: Sources | None = None,
) -> Parts:
    return Parts(
        prompts=Prompts(prompts),
        briefing=briefing
        or Briefing("Brightwater", ("Tidewatch",), ("Kestrel Metrics",), "Plain."),
        redactor=Redactor(secret_terms, "PT"),
        budget=Budget(daily_tokens, lambda: NOON),
        trouble=Trouble(lambda: NOON, told),
        log_key=b"k" * 32,
        sources=sources or NoSources(),
    )


def reviewer_on(
    endpoint: Endpoint,
    *,
    of: Parts | None = None,
    time: FakeTime | None = None,
    total_seconds: float = 25.0,
) -> ModelReviewer:
    asker = Asker(endpoint, "test", (time or FakeTime()).pace())
    return ModelReviewer(asker, of or parts(), total_seconds)


@asynccontextmanager
async def reviewer_at(
    base_url: str,
    *,
    of: Parts | None = None,
    time: FakeTime | None = None,
    total_seconds: float = 25.0,
    api_key: str | None = None,
) -> AsyncIterator[ModelReviewer]:
    endpoint = OpenAIEndpoint(base_url, api_key)
    reviewer = reviewer_on(endpoint, of=of, time=time, total_seconds=total_seconds)
    try:
        yield reviewer
    finally:
        await reviewer.aclose()


@asynccontextmanager
async def reviewing(
    usually: Respond | None = None,
    *,
    of: Parts | None = None,
    time: FakeTime | None = None,
    total_seconds: float = 25.0,
    api_key: str | None = None,
) -> AsyncIterator[tuple[ModelServer, ModelReviewer]]:
    async with (
        ModelServer(usually) as server,
        reviewer_at(
            server.base_url, of=of, time=time, total_seconds=total_seconds, api_key=api_key
        ) as reviewer,
    ):
        yield server, reviewer
