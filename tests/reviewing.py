"""What the reviewer's tests share: a reviewer on a local server, with time that need not pass."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.review.asking import Asker, Pace
from bot.review.briefing import Briefing
from bot.review.budget import Budget
from bot.review.client import OpenAIEndpoint
from bot.review.outcome import ReviewStatus
from bot.review.prompts import Prompts
from bot.review.reader import ModelReviewer, Parts
from bot.review.redact import Redactor
from bot.review.trouble import Trouble
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
    clock: datetime = NOON,
) -> Parts:
    return Parts(
        prompts=Prompts(prompts),
        briefing=briefing
        or Briefing("Brightwater", ("Tidewatch",), ("Kestrel Metrics",), "Plain."),
        redactor=Redactor(secret_terms, "PT"),
        budget=Budget(daily_tokens, lambda: clock),
        trouble=Trouble(lambda: clock, told),
        log_key=b"k" * 32,
    )


@asynccontextmanager
async def reviewer_at(
    base_url: str,
    *,
    of: Parts | None = None,
    time: FakeTime | None = None,
    total_seconds: float = 25.0,
    api_key: str | None = None,
) -> AsyncIterator[ModelReviewer]:
    asker = Asker(OpenAIEndpoint(base_url, api_key), "test", (time or FakeTime()).pace())
    reviewer = ModelReviewer(asker, of or parts(), total_seconds)
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
