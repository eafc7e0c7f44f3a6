"""A bench for Slack's journeys: the bot over real HTTP, a strict Slack, fakes at our own ports."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering import Answers
from bot.check import Asked
from bot.coach import Coach
from bot.habits import Habits
from bot.review.outcome import Review, ReviewStatus
from bot.rulebook.book import RuleBook
from bot.rulebook.live import LiveRules
from bot.slack.bolt import build_app
from bot.slack.client import open_session, web_client
from bot.slack.comms import CommsChannel
from bot.slack.connections import Connections
from bot.slack.deliveries import Deliveries
from bot.slack.delivery import SlackDelivery
from bot.slack.desk import Desk
from bot.slack.directory import Directory
from bot.slack.fleeting import Fleeting
from bot.slack.gateway import Gateway
from bot.slack.http import HttpServer
from bot.slack.services import RuleDesk, Services
from bot.slack.tasks import Tasks
from bot.slack.tongues import Tongues
from bot.slack.wish_delivery import SlackWishDelivery
from bot.verdict import Draft, Finding, Reading, worst
from storage.records import AuthorRecord
from storage.tables import about_people
from tests.fakes import (
    FakeAsks,
    FakeChecks,
    FakeFigures,
    FakeNominations,
    FakePolicyReader,
    FakeReviewer,
    FakeStore,
    FakeTelemetry,
    FakeWishes,
)
from tests.slack.examples import CODENAME, DISCLOSURE
from tests.slack.rules import live_rules
from tests.slack_double import TEAM, OpenView, SlackDouble
from tests.slack_person import Person

BOT_TOKEN, APP_TOKEN = (f"{kind}-{TEAM}" for kind in ("xoxb", "xapp"))
SIGNED_WITH = "the double's own"
NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


def read(draft: Draft) -> Reading:
    """A rule set small enough to keep in mind: praise, a codename, a key, a union."""
    found: list[Finding] = []
    if "Tidewatch" in draft.text and "I work at Brightwater" not in draft.text:
        found.append(_at(DISCLOSURE, draft.text))
    guarded = "union" in draft.text
    if guarded:
        found = []
    if "Osprey" in draft.text:
        found.append(_at(CODENAME, draft.text))
    return Reading(
        verdict=worst(found),
        findings=tuple(found),
        guarded=guarded,
        holds_credential="hunter2" in draft.text,
        ruleset="sha256:0",
    )


class FakeRules:
    """Those rules; with `broken` a rule engine gone wrong, which raises it."""

    def __init__(self) -> None:
        self.broken: Exception | None = None

    def read(self, draft: Draft) -> Reading:
        if self.broken is not None:
            raise self.broken
        return read(draft)


def _at(finding: Finding, text: str) -> Finding:
    start = text.index(finding.text)
    return replace(finding, start=start, end=start + len(finding.text))


@dataclass
class Bench:
    """Everything one journey touches."""

    double: SlackDouble
    marta: Person
    services: Services
    delivery: SlackDelivery
    client: AsyncWebClient
    store: FakeStore
    checks: FakeChecks
    wishes: FakeWishes
    reviewer: FakeReviewer
    server: HttpServer
    live: LiveRules
    figures: FakeFigures
    asks: FakeAsks
    policy_reader: FakePolicyReader
    nominations: FakeNominations
    engine: FakeRules
    telemetry: FakeTelemetry
    ticking: list[float] = field(default_factory=lambda: [0.0])
    let_go: list[str] = field(default_factory=list)

    @property
    def view(self) -> OpenView:
        """The window on top."""
        return self.double.open_views[-1]

    async def settled(self) -> None:
        """Wait until the bot has done what it was going to do."""
        assert await self.services.tasks.drain(5) == 0

    def person(self, user: str) -> Person:
        """Somebody else at Brightwater."""
        return replace(self.marta, user=user)

    def accept(self, language: str = "") -> None:
        """Let Marta have accepted the deal long ago."""
        key, host = f"{TEAM}/{self.marta.user}", self.reviewer.host
        accepted = AuthorRecord(key, accepted_at=NOW, language=language, ai_host=host)
        self.store.authors[key] = accepted

    async def finish(
        self, asked: Asked, review: Review | None = None, *, again: bool = False
    ) -> str | None:
        """Let a check come to its end, as the durable workflow does."""
        view_id = dict(self.checks.views).get(asked.check_id)
        outcome = self.services.coach.finish(asked, review or Review(ReviewStatus.OK))
        state = self.checks.states.get(asked.check_id)
        return await self.delivery.deliver(asked, outcome, view_id, state, again=again)

    def restart(self) -> None:
        """Forget what was in memory, as the next process does, and another replica."""
        delivery = SlackDelivery(coach=self.services.coach, slack=self.services.slack, desk=Desk())
        self.delivery = delivery

    @property
    def conversation(self) -> list[dict[str, Any]]:
        """What stands in Marta's direct conversation with the bot."""
        return self.double.mail.messages[self.marta.conversation]

    @property
    def answers(self) -> list[dict[str, Any]]:
        """What the bot said there."""
        return [each for each in self.conversation if each.get("bot_id")]

    async def commanded(self, text: str = "") -> None:
        """Let Marta, who has accepted the deal, command something, and wait for the window."""
        self.accept()
        await self.marta.command(text)
        await self.settled()

    async def written(self, text: str, **message: object) -> dict[str, Any]:
        """Let Marta write to the bot, and wait for the answer."""
        sent = await self.marta.write_to_bot(text, **message)
        await self.settled()
        return sent


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for what has no event to wait for."""
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110 -- as said
            await asyncio.sleep(0.005)


def claimed(bench: Bench) -> list[str]:
    """Let there be several replicas, which know of each other what was claimed; return that."""
    taken: list[str] = []

    async def claim(what: str) -> bool:
        taken.append(what)
        return taken.count(what) == 1

    object.__setattr__(bench.services, "claim", claim)
    return taken


async def nowhere(_what: str) -> bool:
    """Claim something where the database does not answer."""
    raise ConnectionError


async def to_two_replicas(bench: Bench, press: Callable[[str], Awaitable[object]]) -> None:
    """Deliver what is pressed under one trigger twice, to replicas that remember nothing."""
    claimed(bench)
    trigger = bench.double.modals.new_trigger(bench.marta.user)
    for _ in range(2):
        await press(trigger)
        await bench.settled()
        bench.ticking[0] += 90_000


COMMS = "G0COMMS"


def _comms_team(double: SlackDouble) -> None:
    """A private channel with the bot, Hanne and Rashid in it."""
    double.private[COMMS] = {"id": COMMS, "name": "comms-policy", "is_private": True}
    double.members[COMMS] = ["U0BOT", "U0HANNE", "U0RASHID"]
    double.names = {"U0HANNE": "Hanne Vestergaard", "U0RASHID": "Rashid"}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    """The bot, started, with Marta who has not accepted the deal."""
    async with open_bench(tmp_path) as opened:
        yield opened


@asynccontextmanager
async def open_bench(folder: Path, rules: LiveRules | None = None) -> AsyncIterator[Bench]:
    """Start the bot; its rules are laid into `folder`, unless it is to read with others."""
    live, figures = rules or live_rules(folder), FakeFigures()
    double = SlackDouble(BOT_TOKEN, APP_TOKEN)
    await double.start()
    session = open_session()
    client = web_client(BOT_TOKEN, double.base_url, session)
    store, checks, reviewer = FakeStore(), FakeChecks(), FakeReviewer()
    engine = FakeRules()
    asks, nominations, policy_reader = FakeAsks(), FakeNominations(), FakePolicyReader()
    telemetry = FakeTelemetry()
    coach = Coach(
        read=rules.read if rules else engine.read,
        reviewer=reviewer,
        store=store,
        author_key=lambda team, user: f"{team}/{user}",
        clock=lambda: NOW,
    )
    numbers = itertools.count(1)
    gone: list[str] = []

    async def let_go(team: str | None, user: str) -> None:
        gone.append(f"{team}/{user}")

    ticking = [0.0]
    desk = Desk(now=lambda: ticking[0])
    delivery = SlackDelivery(
        coach=coach, slack=Gateway(client), desk=desk, ruleset=lambda: live.current
    )
    wishes = FakeWishes(coach, SlackWishDelivery(Gateway(client), live.limits), checks)
    fleeting = Fleeting(delivery.withdraw)
    tongues = Tongues(
        chosen=coach.language,
        locale=Directory(client).locale,
        company=lambda: live.current.organisation.language,
        now=lambda: ticking[0],
    )
    services = Services(
        coach=coach,
        checks=checks,
        wishes=wishes,
        slack=Gateway(client),
        desk=desk,
        tasks=Tasks(),
        clock=lambda: NOW + timedelta(seconds=ticking[0]),
        new_id=lambda: f"check-{next(numbers)}",
        comms_channel="#comms-policy",
        settle_s=0,
        ruleset=lambda: live.current,
        asks=asks,
        let_go=let_go,
        habits=Habits(lambda: live.current, live.folder, lambda: NOW, store),
        answers=Answers(lambda: live.current, live.folder, lambda: NOW, policy_reader),
        nominations=nominations,
        directory=Directory(client),
        kept=about_people(),
        fleeting=fleeting,
        tongues=tongues,
        rules=RuleDesk(
            book=RuleBook(live, clock=lambda: NOW),
            comms=CommsChannel(Gateway(client), Directory(client), "#comms-policy"),
            figures=figures,
        ),
        telemetry=telemetry,
    )
    app = build_app(client=client, services=services, signing_secret=SIGNED_WITH)
    server = HttpServer(
        port=0,
        tasks=services.tasks,
        ready=lambda: True,
        deliveries=Deliveries(app, SIGNED_WITH),
        connections=Connections(host="127.0.0.1"),
    )
    await server.start()
    double.time.now = NOW.timestamp()
    _comms_team(double)
    yield Bench(
        double=double,
        marta=Person(double, f"http://127.0.0.1:{server.port}/slack/events", SIGNED_WITH),
        services=services,
        delivery=delivery,
        client=client,
        store=store,
        checks=checks,
        wishes=wishes,
        reviewer=reviewer,
        server=server,
        ticking=ticking,
        live=live,
        figures=figures,
        asks=asks,
        policy_reader=policy_reader,
        nominations=nominations,
        engine=engine,
        telemetry=telemetry,
        let_go=gone,
    )
    await server.stop()
    await fleeting.close()
    await session.close()
    await double.stop()
