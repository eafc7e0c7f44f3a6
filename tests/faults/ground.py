"""The ground of the fault harness: a strict Slack, a slow model, and the real bot to be killed."""

from __future__ import annotations

import asyncio
import random
import re
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.demo.workspace import Access
from tests.e2e.stage import Bot
from tests.few_rules import few_rules
from tests.local_workspace import free_port
from tests.model_server import ModelServer, Respond, answers, review, tone, word
from tests.slack_double import SlackDouble
from tests.slack_person import Person

OWNERS = "G0COMMS"
MARKER = re.compile(r"Their \w+ \d{5}")


@dataclass
class Ground:
    """What a run of kills happens on."""

    slack: SlackDouble
    bot: Bot
    signing_secret: str

    def person(self, user: str) -> Person:
        """Somebody whose deliveries reach the bot, signed."""
        address = f"http://127.0.0.1:{self.bot.health}/slack/events"
        return Person(self.slack, address, self.signing_secret, user)


@asynccontextmanager
async def ground(
    database_url: str,
    folder: Path,
    luck: random.Random,
    respond: Respond | None = None,
    more: Mapping[str, str] | None = None,
    program: tuple[str, ...] = (),
) -> AsyncIterator[Ground]:
    """Start all of it; the bot is killed at the end, however it is then.

    `respond` is how the model answers: after up to a second, unless it is told otherwise. `more`
    are settings of the bot's besides. Where nothing else is its `program`, it is forked, which
    saves most of a start.
    """
    access = Access(
        bot_token="-".join(["xoxb", "fault", secrets.token_hex(8)]),
        app_token="",
        signing_secret=secrets.token_hex(16),
        api_url="",
    )
    slack = SlackDouble(access.bot_token)
    await slack.start()
    slack.private[OWNERS] = {"id": OWNERS, "name": "comms-policy", "is_private": True}
    slack.members[OWNERS] = ["U0HANNE"]
    slack.names["U0HANNE"] = "Hanne"
    async with ModelServer(respond or takes_its_time(luck, 0.05, 1.0)) as model:
        settings = {
            "CHECKPOST_DATABASE_URL": database_url,
            "CHECKPOST_RULES": str(few_rules()),
            # On SQLite the bot makes a key file of its own.
            **({} if database_url.startswith("sqlite") else {"CHECKPOST_SECRET_KEY": _key()}),
            "OPENAI_BASE_URL": model.base_url,
            "SLACK_API_URL": slack.base_url,
            **(more or {}),
        }
        bot = Bot(access, folder, free_port(), True, settings, program)
        try:
            await bot.start()
            yield Ground(slack, bot, access.signing_secret)
        finally:
            bot.kill()
            await slack.stop()


def _key() -> str:
    return secrets.token_urlsafe(32)


def takes_its_time(luck: random.Random, least: float, most: float) -> Respond:
    """Answer after `least` to `most` seconds, a review or a wish, with the draft's marker in it."""

    async def respond(request: web.Request, asked: dict[str, Any]) -> web.StreamResponse:
        await asyncio.sleep(luck.uniform(least, most))
        told = " ".join(str(message["content"]) for message in asked["messages"])
        found = MARKER.search(told)
        if found and "shorter please" in told:
            return await answers(word(found[0]))(request, asked)
        findings = [tone(found[0])] if found else []
        return await answers(review(tone_findings=findings))(request, asked)

    return respond
