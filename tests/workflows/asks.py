"""What the tests of questions work with: a question, a quick pace, a post that remembers."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.keys import Keys
from bot.verdict import Platform
from bot.vocabulary.asking import Answer, End, Plan, Question, Told
from bot.vocabulary.hours import Hours
from bot.workflows.ask import DurableAsks
from bot.workflows.ask_course import Pace
from bot.workflows.engine import Engine
from storage.store import Store
from tests.workflows.bench import KEY, SOON

SHARED = "Try Osprey, it is the best"


def question(number: int = 1, **changes: object) -> Question:
    plain = Question(
        delivery=f"delivery-{number}",
        user="U0MIRA",
        team="T0BRIGHT",
        channel="#legal-help",
        fallback="#comms-policy",
        shared=SHARED,
        asks="May I say this?",
        rule="codename",
        clause="Keep project names inside",
        topic="confidential",
        platform=Platform.LINKEDIN,
        at=datetime.now(UTC),
        timezone="Europe/Lisbon",
        passage="Osprey",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test's shorthand


def pace(channel_s: float, fallback_s: float = 0.2) -> Pace:
    """Seconds in the place of days."""

    def plan(at: datetime, timezone: str, hours: Hours) -> Plan:
        first = at + timedelta(seconds=channel_s)
        return Plan(first, first + timedelta(seconds=fallback_s))

    return Pace(plan, lambda begins, ends, *_: begins + (ends - begins) / 2, SOON)


class FakePost:
    """Remembers what it carried; `closed` are channels that it is not let into.

    Of places, `refused` are those where no question can be put, `gone` those where none stands any
    more, and `stuck` those out of which no text can be taken. No author is reached while it is
    `silent`, and `meanwhile` is awaited at each reminder.
    """

    def __init__(self) -> None:
        self.log: list[tuple[str, ...]] = []
        self.closed: set[str] = set()
        self.gone: set[str] = set()
        self.refused: set[str] = set()
        self.stuck: set[str] = set()
        self.failures: deque[Exception] = deque()
        self.silent = False
        self.meanwhile: Callable[[], Awaitable[None]] = _nothing
        self.asked: list[Question] = []
        self.told: list[Told] = []
        self._changed = asyncio.Event()

    async def place(self, channel: str) -> str | None:
        return None if channel in self.closed else f"{channel}:1"

    async def ask(
        self, question: Question, place: str, until: datetime, waiting: Answer | None = None
    ) -> bool:
        assert until > question.at
        self.asked.append(question)
        self._note("ask", place.removesuffix(":1"), *([waiting.text] if waiting else ()))
        return place not in self.refused

    async def remind(
        self, question: Question, place: str, until: datetime, waiting: Answer | None = None
    ) -> bool:
        assert until > question.at
        self._note("remind", place, *([waiting.text] if waiting else ()))
        await self.meanwhile()
        return place not in self.gone

    async def close(self, place: str, ended: Answer | End) -> bool:
        self._note("close", place, _word(ended))
        return place not in self.stuck

    async def tell(self, question: Question, told: Told) -> None:
        assert question.user
        if self.silent:
            raise ConnectionError
        self.told.append(told)
        self._note("tell", told.channels[-1], _word(told.what), str(told.number))

    async def wait(self, *line: str) -> None:
        """Wait until something has been carried."""
        async with asyncio.timeout(20):
            while line not in self.log:
                self._changed.clear()
                await self._changed.wait()

    def _note(self, *line: str) -> None:
        if self.failures:
            raise self.failures.popleft()
        self.log.append(line)
        self._changed.set()


async def _nothing() -> None:
    """Let nothing come between."""


def _word(told: Answer | End) -> str:
    return told.kind.value if isinstance(told, Answer) else told.value


class AskBench:
    """Everything of one process that carries questions."""

    def __init__(self, store: Store, post: FakePost, asks: DurableAsks, engine: Engine) -> None:
        self.store, self.post, self.asks, self.engine = store, post, asks, engine


@asynccontextmanager
async def asking(
    url: str, quick: Pace, *, behind: timedelta = timedelta()
) -> AsyncIterator[AskBench]:
    """A bench for questions, on a clock that is so far `behind`."""
    store = await Store.open(url)
    keys = await Keys.open(KEY, None, store)
    engine, post = Engine(url, keys), FakePost()
    asks = DurableAsks(
        post=post,
        decide=store.add_decision,
        keys=keys,
        engine=engine,
        clock=lambda: datetime.now(UTC) - behind,
        pace=quick,
    )
    try:
        await engine.launch()
        try:
            yield AskBench(store, post, asks, engine)
        finally:
            await engine.close(timeout=2.0)
    finally:
        await store.close()
