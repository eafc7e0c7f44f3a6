"""The composition root: settings → engine, reviewer, store, workflows, Slack app."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.coach import Coach
from bot.keys import KEY_FILE, KeyProblem, Keys
from bot.policy.loader import load
from bot.reload import LiveRules
from bot.review.prompts import PromptProblem
from bot.reviewing import make_reviewer
from bot.rulebook import RuleBook
from bot.settings import Settings, rules_folder
from bot.slack.bolt import build_app
from bot.slack.comms import CommsChannel
from bot.slack.connect import SocketMode, prove_tokens
from bot.slack.delivery import SlackDelivery
from bot.slack.desk import Desk
from bot.slack.directory import Directory
from bot.slack.gateway import Gateway, open_session, web_client
from bot.slack.http import HttpServer
from bot.slack.news import ReviewNews, RuleNews
from bot.slack.post import SlackPost
from bot.slack.problem import SlackProblem
from bot.slack.services import RuleDesk, Services
from bot.slack.tasks import Tasks
from bot.workflows.ask import DurableAsks
from bot.workflows.check import DurableChecks
from bot.workflows.engine import Engine
from bot.workflows.lock import AlreadyRunning
from bot.workflows.retention import Retention
from storage.records import StoreProblem
from storage.stats import Stats
from storage.store import Store
from storage.tables import about_people
from storage.urls import parse_url

HTTP_PORT = 3000


class RulesProblem(Exception):
    """No rule set loads at all. The message names the folder and the remedy."""


PROBLEMS = (
    AlreadyRunning,
    KeyProblem,
    PromptProblem,
    RulesProblem,
    SlackProblem,
    StoreProblem,
)
"""What keeps the bot from running; each message names the thing and the remedy."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What stands before Slack is spoken to."""

    live: LiveRules
    store: Store
    keys: Keys
    client: AsyncWebClient


async def serve(settings: Settings) -> None:
    """Run the bot until cancelled, then finish what is in flight and let go of everything.

    Raises one of PROBLEMS when it cannot start, or when Slack has removed it.
    """
    async with AsyncExitStack() as stack:
        ground = await _ground(settings, stack)
        rules = _rule_desk(settings, stack, ground)
        coach = _coach(settings, stack, ground, rules.comms)
        # What is wrong on this machine is better told first: Slack may be far away.
        await _prove_tokens(settings, ground.client)
        services = await _services(settings, stack, ground, coach, rules)
        await _listen(settings, stack, services, ground.client)
        _in_background(stack, ground.live.watch(RuleNews(rules.comms).tell))
        structlog.get_logger().info("ready", ai=coach.host or "off")
        await services.gone.wait()
        raise SlackProblem(
            "Slack no longer accepts this app: it was uninstalled or its token revoked. Install "
            "it again at api.slack.com/apps and put the new SLACK_BOT_TOKEN into .env."
        )


async def _ground(settings: Settings, stack: AsyncExitStack) -> _Ground:
    live = _live_rules(settings)
    store = await Store.open(settings.database_url)
    stack.push_async_callback(store.close)
    setting, file = settings.checkpost_secret_key, parse_url(settings.database_url).beside(KEY_FILE)
    keys = await Keys.open(setting.get_secret_value() if setting else None, file, store)
    session = await stack.enter_async_context(open_session())
    token = settings.slack_bot_token
    client = web_client(token.get_secret_value() if token else "", settings.slack_api_url, session)
    return _Ground(live, store, keys, client)


async def _prove_tokens(settings: Settings, client: AsyncWebClient) -> None:
    app_token = settings.slack_app_token
    await prove_tokens(client, app_token.get_secret_value() if app_token else None)


def _live_rules(settings: Settings) -> LiveRules:
    folder = rules_folder(settings)
    loaded = load(folder)
    for problem in loaded.errors:
        structlog.get_logger().warning("rule_left_out", problem=str(problem))
    if loaded.ruleset is None:
        raise RulesProblem(
            f"No rules could be loaded from {folder}. `checkpost rules check` says more."
        )
    return LiveRules(folder, loaded.ruleset, load=load, clock=_utc_now, problems=loaded.errors)


def _coach(
    settings: Settings, stack: AsyncExitStack, ground: _Ground, comms: CommsChannel
) -> Coach:
    reviewer = make_reviewer(
        settings,
        lambda: ground.live.current,
        secrets.token_bytes(32),
        spent=ground.store,
        tell=ReviewNews(comms, settings.ai_host).tell,
    )
    stack.push_async_callback(reviewer.aclose)
    return Coach(
        read=ground.live.read,
        reviewer=reviewer,
        store=ground.store,
        author_key=ground.keys.author_key,
        clock=_utc_now,
        facts=lambda: ground.live.current.facts_at(_utc_now()),
    )


def _rule_desk(settings: Settings, stack: AsyncExitStack, ground: _Ground) -> RuleDesk:
    stats = Stats(settings.database_url)
    stack.push_async_callback(stats.close)
    slack, directory = Gateway(ground.client), Directory(ground.client)
    book = RuleBook(ground.live, clock=_utc_now, replicas=settings.is_postgres)
    comms = CommsChannel(slack, directory, _comms_channel(settings, ground.live))
    return RuleDesk(book, comms, stats.by_rule)


def _comms_channel(settings: Settings, live: LiveRules) -> str:
    return settings.checkpost_comms_channel or live.current.organisation.channels.get("comms", "")


async def _services(
    settings: Settings, stack: AsyncExitStack, ground: _Ground, coach: Coach, rules: RuleDesk
) -> Services:
    slack, desk = Gateway(ground.client), Desk()
    engine = Engine(settings.database_url, ground.keys)
    delivery = SlackDelivery(
        coach=coach, slack=slack, desk=desk, ruleset=lambda: ground.live.current
    )
    checks = DurableChecks(coach=coach, delivery=delivery, keys=ground.keys, engine=engine)
    directory = Directory(ground.client)
    asks = DurableAsks(
        post=SlackPost(slack, directory),
        decide=ground.store.add_decision,
        keys=ground.keys,
        engine=engine,
        clock=_utc_now,
    )
    retention = Retention(expire=ground.store.delete_older_than, engine=engine, clock=_utc_now)
    await engine.launch()
    stack.push_async_callback(engine.close)
    await retention.run()
    return Services(
        coach=coach,
        checks=checks,
        slack=slack,
        desk=desk,
        tasks=Tasks(),
        clock=_utc_now,
        new_id=lambda: secrets.token_hex(8),
        comms_channel=_comms_channel(settings, ground.live),
        rules=rules,
        ruleset=lambda: ground.live.current,
        asks=asks,
        directory=directory,
        kept=about_people(),
    )


async def _listen(
    settings: Settings, stack: AsyncExitStack, services: Services, client: AsyncWebClient
) -> None:
    """Connect to Slack: Socket Mode with an app token, otherwise HTTP; health in both."""
    signing, app_token = settings.slack_signing_secret, settings.slack_app_token
    app = build_app(
        client=client,
        services=services,
        signing_secret=signing.get_secret_value() if signing else None,
    )
    if app_token is None:
        port = settings.port or HTTP_PORT
        await _start(
            stack, HttpServer(port=port, tasks=services.tasks, ready=lambda: True, app=app)
        )
        return
    socket = SocketMode(app=app, app_token=app_token.get_secret_value(), services=services)
    await _start(stack, socket)
    if settings.port is not None:
        health = HttpServer(port=settings.port, tasks=services.tasks, ready=lambda: socket.ready)
        await _start(stack, health)


async def _start(stack: AsyncExitStack, connection: SocketMode | HttpServer) -> None:
    stack.push_async_callback(connection.stop)
    await connection.start()


def _in_background(stack: AsyncExitStack, work: Coroutine[Any, Any, None]) -> None:
    stack.callback(asyncio.create_task(work).cancel)


def _utc_now() -> datetime:
    return datetime.now(UTC)
