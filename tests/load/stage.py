"""What the load run drives: the real bot, a strict Slack that notes times, a slow model."""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.demo.workspace import Access
from bot.keys import Keys
from storage.store import Store
from tests.e2e.stage import Bot
from tests.faults.ground import MARKER
from tests.local_workspace import free_port
from tests.model_server import ModelServer, answers, review, tone
from tests.slack_double import TEAM, SlackDouble
from tests.slack_person import Json, Person, Reply

_WAITING = "AI is still reading"
HTTP, SOCKET = "http", "socket"
CROWD = 600  # people to draw from, so that nobody is too quick for the bot


class TimedSlack(SlackDouble):
    """A strict Slack that notes when each draft's card and its answer arrived.

    The answer is in the window, or in a message where no window was there in time; it says what
    AI said, which is `reviewed`, or that AI could not.
    """

    def __init__(self, bot_token: str, app_token: str) -> None:
        super().__init__(bot_token, app_token)
        self.shown: dict[str, float] = {}
        self.answered: dict[str, float] = {}
        self.reviewed: set[str] = set()

    def _answer(self, method: str, authorization: str, args: Json, error: str | None) -> Json:
        answer = super()._answer(method, authorization, args, error)
        self.calls.clear()  # minutes of them would fill this process's memory
        text = json.dumps(args.get("view") or args.get("blocks") or {})
        if found := MARKER.search(text):
            self.shown.setdefault(found[0], time.perf_counter())
            if _WAITING not in text:
                self.answered.setdefault(found[0], time.perf_counter())
                self.modals.views.pop(str(args.get("view_id")), None)
            if "suggested by AI" in text:
                self.reviewed.add(found[0])
        return answer


class SocketPerson(Person):
    """A person whose deliveries come over Socket Mode."""

    async def send(
        self, form: Json, *, secret: str | None = None, at: float | None = None
    ) -> Reply:
        del secret, at
        return Reply(200, await self.double.over_socket("slash_commands", form))


@dataclass
class Stage:
    """The bot with everything around it. `thought` is how long the model took, by draft."""

    slack: TimedSlack
    bot: Bot
    door: str
    signing_secret: str
    thought: dict[str, float]
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def pid(self) -> int:
        """The bot's process."""
        assert self.bot.process
        return self.bot.process.pid

    def next_draft(self) -> tuple[Person, str]:
        """Return somebody, and the marker of a draft that nobody has checked."""
        number = next(self._numbers)
        kind = Person if self.door == HTTP else SocketPerson
        address = f"http://127.0.0.1:{self.bot.health}/slack/events"
        person = kind(self.slack, address, self.signing_secret, _name(number % CROWD))
        return person, f"Their tides {number:05d}"


@asynccontextmanager
async def stage(door: str, database_url: str, folder: Path, model_s: float) -> AsyncIterator[Stage]:
    """Start all of it. Everybody has accepted the deal."""
    access = Access(
        bot_token="-".join(["xoxb", "load", secrets.token_hex(8)]),
        app_token="-".join(["xapp", "load", secrets.token_hex(8)]),
        signing_secret=secrets.token_hex(16),
        api_url="",
    )
    slack = TimedSlack(access.bot_token, access.app_token)
    await slack.start()
    thought: dict[str, float] = {}
    key = secrets.token_urlsafe(32)
    async with ModelServer(_thinks(model_s, thought)) as model:
        await _everybody_agrees(database_url, key, urlsplit(model.base_url).netloc)
        model.requests = _Nowhere()
        settings = {
            "CHECKPOST_DATABASE_URL": database_url,
            "CHECKPOST_SECRET_KEY": key,
            "OPENAI_BASE_URL": model.base_url,
            "SLACK_API_URL": slack.base_url,
        }
        bot = Bot(access, folder, free_port(), http=door == HTTP, settings=settings)
        try:
            await bot.start()
            yield Stage(slack, bot, door, access.signing_secret, thought)
        finally:
            bot.kill()
            await slack.stop()


def _name(number: int) -> str:
    return f"U0L{number:04d}"


async def _everybody_agrees(database_url: str, key: str, ai_host: str) -> None:
    store = await Store.open(database_url)
    keys = await Keys.open(key, None, store)
    for number in range(CROWD):
        somebody = keys.author_key(TEAM, _name(number))
        await store.accept_deal(somebody, datetime.now(UTC), ai_host)
    await store.close()


def _thinks(seconds: float, thought: dict[str, float]) -> Any:  # noqa: ANN401 -- the server's type
    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        begun = time.perf_counter()
        await asyncio.sleep(seconds)
        found = MARKER.search(" ".join(str(each["content"]) for each in asked["messages"]))
        marker = found[0] if found else ""
        answer = await answers(review(tone_findings=[tone(marker)] if marker else []))(
            request, asked
        )
        thought[marker] = time.perf_counter() - begun
        return answer

    return respond


class _Nowhere(list[Any]):
    """Keeps none of the requests: minutes of them would fill this process's memory."""

    def append(self, _request: object) -> None:
        """Let go of it."""
