"""The composition root: settings → engine, reviewer, store, workflows, Slack app."""

from __future__ import annotations

import asyncio
import gc
import secrets
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from typing import Any

import structlog

from bot.coach import Coach
from bot.digest.changes import HeededChanges
from bot.keys import KeyProblem
from bot.rulebook.book import RuleBook
from bot.rulebook.live import LiveRules
from bot.settings import Settings
from bot.slack.comms import CommsChannel
from bot.slack.directory import Directory
from bot.slack.fleeting import Fleeting
from bot.slack.gateway import Gateway
from bot.slack.problem import SlackProblem
from bot.slack.services import RuleDesk, Services
from bot.slack.tokens import watch_token
from bot.wiring.alerting import Alerting
from bot.wiring.coaching import (
    make_answers,
    make_coach,
    make_lending,
    make_seeing,
    open_reviewer,
)
from bot.wiring.door import open_door
from bot.wiring.durable import make_durable
from bot.wiring.ground import Ground, RulesProblem, lay_ground, prove_slack, utc_now
from bot.wiring.leaving import make_departures
from bot.wiring.measuring import or_silence
from bot.wiring.press import make_drilling, make_habits, monthly_habit, weekly_digest
from bot.wiring.reporting import make_reporter, monthly_report, report_lately
from bot.wiring.speech import make_speech
from bot.workflows.alone import NotAlone
from bot.workflows.engine import Engine
from bot.workflows.lock import AlreadyRunning
from bot.workflows.retention import KEEP_ROWS, Retention
from bot.workflows.steady import Steady
from storage.problem import StoreProblem
from storage.stats import Stats
from storage.tables import about_people

PROBLEMS = (
    AlreadyRunning,
    KeyProblem,
    NotAlone,
    RulesProblem,
    SlackProblem,
    StoreProblem,
)
"""What keeps the bot from running; each message names the thing and the remedy."""


async def serve(settings: Settings) -> None:
    """Run the bot until cancelled, then finish what is in flight and let go of everything.

    Raises one of PROBLEMS when it cannot start, or when Slack has removed it.
    """
    async with AsyncExitStack() as stack:
        ground = await lay_ground(settings, stack)
        rules = _rule_desk(settings, stack, ground)
        alerting = Alerting(ground, rules.comms)
        reviewer = open_reviewer(settings, stack, ground, alerting)
        coach = make_coach(settings, ground, reviewer, alerting)
        # What is wrong on this machine is better told first: Slack may be far away.
        await prove_slack(settings, ground.client)
        services = await _services(settings, stack, ground, coach, rules, alerting)
        services = replace(
            services,
            answers=make_answers(ground, reviewer),
            seeing=make_seeing(ground, coach, reviewer),
            drilling=make_drilling(ground),
            habits=make_habits(ground),
            lending=make_lending(settings, ground),
        )
        await open_door(settings, stack, services, ground, alerting.slack_back)
        _in_background(stack, ground.live.watch(alerting.rules))
        _in_background(stack, watch_token(ground.client, services.gone))
        _settle()
        ground.watch.ready()
        structlog.get_logger().info("ready", ai=coach.host or "off")
        await services.gone.wait()
        raise SlackProblem(
            "Slack no longer accepts this app: it was uninstalled or its token revoked. Install "
            "it again at api.slack.com/apps and put the new SLACK_BOT_TOKEN into .env."
        )


def _rule_desk(settings: Settings, stack: AsyncExitStack, ground: Ground) -> RuleDesk:
    stats = Stats(settings.database_url)
    stack.push_async_callback(stats.close)
    slack, directory = Gateway(ground.client), Directory(ground.client)
    book = RuleBook(
        ground.live,
        clock=utc_now,
        replicas=settings.is_postgres,
        news=HeededChanges(ground.store, utc_now),
    )
    comms = CommsChannel(slack, directory, _comms_channel(settings, ground.live))
    reporter = make_reporter(settings, ground)
    return RuleDesk(book, comms, stats.by_rule, partial(report_lately, reporter))


def _comms_channel(settings: Settings, live: LiveRules) -> str:
    return settings.checkpost_comms_channel or live.current.organisation.channels.get("comms", "")


async def _services(
    settings: Settings,
    stack: AsyncExitStack,
    ground: Ground,
    coach: Coach,
    rules: RuleDesk,
    alerting: Alerting,
) -> Services:
    speech = make_speech(ground, coach)
    durable = make_durable(settings, ground, coach, speech)
    fleeting = Fleeting(speech.delivery.withdraw)
    stack.push_async_callback(fleeting.close)
    await _launch(settings, stack, ground, durable.engine, rules.comms, alerting)
    for watch in (make_departures(settings, ground, coach, durable), durable.waiting):
        if watch:
            _in_background(stack, watch.watch())
    return Services(
        coach=coach,
        checks=durable.checks,
        wishes=durable.wishes,
        slack=speech.slack,
        desk=speech.desk,
        tasks=speech.tasks,
        clock=utc_now,
        new_id=lambda: secrets.token_hex(8),
        comms_channel=_comms_channel(settings, ground.live),
        alone=not settings.is_postgres,
        rules=rules,
        ruleset=lambda: ground.live.current,
        asks=durable.asks,
        let_go=durable.forgetting.start,
        claim=durable.claims.first,
        directory=speech.directory,
        nominations=durable.nominations,
        kept={} if settings.is_anonymous else about_people(),
        keep_days=0 if settings.is_anonymous else KEEP_ROWS.days,
        fleeting=fleeting,
        tongues=speech.tongues,
        telemetry=or_silence(ground.measured),
    )


async def _launch(
    settings: Settings,
    stack: AsyncExitStack,
    ground: Ground,
    engine: Engine,
    comms: CommsChannel,
    alerting: Alerting,
) -> None:
    """Let the engine go to work, with what is posted and swept by the calendar."""
    retention = Retention(
        rows=ground.store,
        engine=engine,
        clock=utc_now,
        steady_for=Steady(ground.store).steady_for,
    )
    weekly = weekly_digest(settings, ground, engine)
    monthly = monthly_habit(settings, ground, engine)
    report = monthly_report(make_reporter(settings, ground), ground, comms, alerting, engine)
    await engine.launch(ground.watch.begin)
    stack.push_async_callback(engine.close)
    await weekly.look()
    await monthly.look()
    await report.look()
    await retention.run()


def _settle() -> None:
    """Spare the garbage collector what stays for as long as the process does.

    Libraries and rules are 300,000 objects: each full pass over them, measured, held everybody up
    for 160 ms.
    """
    gc.collect()
    gc.freeze()


def _in_background(stack: AsyncExitStack, work: Coroutine[Any, Any, None]) -> None:
    stack.callback(asyncio.create_task(work).cancel)
