"""What the workflow tests work with: an engine whose reviewer and delivery do as told."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bot.check import Asked, Outcome
from bot.coach import Coach
from bot.keys import Keys
from bot.review.outcome import FollowedUp, Review, ReviewStatus
from bot.verdict import Draft, Reading, Verdict
from bot.workflows.aside import Attempts
from bot.workflows.check import DurableChecks
from bot.workflows.engine import Engine
from bot.workflows.fading import Days
from bot.workflows.patience import Patience
from bot.workflows.retention import Retention
from bot.workflows.steady import Steady, SteadyFor, always
from bot.workflows.trying import Pauses
from storage.problem import StoreProblem
from storage.records import CheckRecord
from storage.store import Store
from storage.urls import DatabaseUrl
from tests.fakes import FakeTelemetry

KEY = "a-key-for-tests-that-is-long-enough"
SOON = Pauses((0.01, 0.01), (0.01, 0.01))
QUICK = Patience(view=0.3, review=5.0, pauses=(0.01, 0.01), aside=0.01)


# A review, an error to raise, or how long to take: seconds, or until an event is set.
Answer = Review | Exception | float | asyncio.Event


class FakeReviewer:
    """Answers what was enqueued, else that nothing stands out."""

    host = "models.example"

    def __init__(self) -> None:
        self.answers: deque[Answer] = deque()
        self.words: deque[FollowedUp | Exception] = deque()
        self.wishes: list[tuple[Draft, str]] = []
        self.loops: list[tuple[Draft, asyncio.AbstractEventLoop]] = []
        self.comments: list[str] = []

    def enqueue(self, answer: Answer) -> None:
        self.answers.append(answer)

    def hide(self, comment: str) -> str:
        return f"hidden: {len(comment)}"

    async def review(self, draft: Draft, comment: str = "") -> Review:
        self.comments.append(comment)
        self.loops.append((draft, asyncio.get_running_loop()))
        answer = self.answers.popleft() if self.answers else Review(ReviewStatus.OK)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, asyncio.Event):
            await answer.wait()
        elif not isinstance(answer, Review):
            await asyncio.sleep(answer)
        return answer if isinstance(answer, Review) else Review(ReviewStatus.OK)

    async def follow_up(self, draft: Draft, wish: str) -> FollowedUp:
        self.wishes.append((draft, wish))
        word = self.words.popleft() if self.words else FollowedUp(ReviewStatus.OK)
        if isinstance(word, Exception):
            raise word
        return word


A_DAY = Days()
AT_ONCE = 3


class FakeDelivery:
    """Remembers what it delivered; fails as often as it is told to."""

    def __init__(self) -> None:
        self.delivered: list[tuple[Asked, Outcome, str | None]] = []
        self.states: list[str | None] = []
        self.again: list[bool] = []
        self.place: str | None = None
        self.withdrawn: list[str] = []
        self.failures: deque[Exception] = deque()
        self._changed = asyncio.Event()

    async def deliver(
        self,
        asked: Asked,
        outcome: Outcome,
        view_id: str | None,
        state: str | None = None,
        *,
        again: bool = False,
    ) -> str | None:
        if self.failures:
            raise self.failures.popleft()
        self.delivered.append((asked, outcome, view_id))
        self.states.append(state)
        self.again.append(again)
        self._changed.set()
        return self.place

    async def withdraw(self, place: str) -> None:
        if self.failures:
            raise self.failures.popleft()
        self.withdrawn.append(place)

    async def wait(self, count: int = 1) -> list[tuple[Asked, Outcome, str | None]]:
        """Wait until that many checks have been delivered."""
        async with asyncio.timeout(20):
            while len(self.delivered) < count:
                self._changed.clear()
                await self._changed.wait()
        return self.delivered


class TroubledStore(Store):
    """A real store that cannot be written as often as `failures` says."""

    def __init__(self, url: DatabaseUrl) -> None:
        super().__init__(url)
        self.failures: deque[StoreProblem] = deque()

    async def add_check(self, check: CheckRecord) -> None:
        if self.failures:
            raise self.failures.popleft()
        await super().add_check(check)


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(20):
        while not await condition():  # noqa: ASYNC110 -- a database has no event to wait for
            await asyncio.sleep(0.01)


class Bench:
    """Everything of one process, without the process."""

    def __init__(
        self,
        url: str,
        store: TroubledStore,
        keys: Keys,
        patience: Patience,
        days: Days,
        steady_for: SteadyFor,
    ) -> None:
        self.url = url
        self.store = store
        self.now = datetime.now(UTC)
        self.reviewer = FakeReviewer()
        self.delivery = FakeDelivery()
        self.telemetry = FakeTelemetry()
        self.first_cards = asyncio.Event()
        self.first_cards.set()
        attempts = Attempts(store, lambda: self.now)
        self.engine = Engine(url, keys, look_seconds=0.5, attempts=attempts)
        self.keys = keys
        self.coach = Coach(
            read=lambda _draft: Reading(Verdict.CLEAR),
            reviewer=self.reviewer,
            store=store,
            author_key=keys.author_key,
            clock=lambda: self.now,
        )
        self.checks = DurableChecks(
            coach=self.coach,
            delivery=self.delivery,
            keys=keys,
            engine=self.engine,
            patience=replace(patience, at_once=AT_ONCE),
            days=days,
            telemetry=self.telemetry,
            courtesy=self._first_cards_go_first,
        )
        self.retention = Retention(
            rows=store, engine=self.engine, clock=lambda: self.now, steady_for=steady_for
        )

    async def _first_cards_go_first(self) -> None:
        await self.first_cards.wait()


@asynccontextmanager
async def running(  # noqa: PLR0913 -- what a test may want otherwise
    url: str,
    *,
    patience: Patience = QUICK,
    days: Days = A_DAY,
    prepare: Callable[[Bench], None] = lambda _bench: None,
    grace: float = 5.0,
    believing: bool = True,
    key: str = KEY,
) -> AsyncIterator[Bench]:
    """A bench with its engine launched, closed at the end; `prepare` may change it before.

    It is `believing` where its clock may leap as the test likes; `key` is what is set there.
    """
    store = await TroubledStore.open(url)
    keys = await Keys.open(key, None, store)
    mira = keys.author_key("T0BRIGHT", "U0MIRA")
    await store.accept_deal(mira, datetime.now(UTC), FakeReviewer.host)
    steady_for = always if believing else Steady(store).steady_for
    bench = Bench(url, store, keys, patience, days, steady_for)
    prepare(bench)
    try:
        await bench.engine.launch()
        try:
            yield bench
        finally:
            await bench.engine.close(timeout=grace)
    finally:
        await store.close()
