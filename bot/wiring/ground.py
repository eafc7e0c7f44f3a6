"""The ground the bot stands on before it speaks to Slack: rules, store, keys, a client."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.folders import rules_folder
from bot.keys import KEY_FILE, Keys
from bot.policy.handbook import load_with_policy
from bot.rulebook.live import LiveRules, fingerprint
from bot.settings import Settings
from bot.slack.client import open_session, web_client
from bot.slack.tokens import prove_tokens
from bot.wiring.measuring import Measured, make_collector, make_telemetry
from bot.wiring.watching import Watch
from storage.store import Store
from storage.urls import parse_url


class RulesProblem(Exception):
    """No rule set loads at all. The message names the folder and the remedy."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands before Slack is spoken to."""

    live: LiveRules
    store: Store
    keys: Keys
    client: AsyncWebClient
    watch: Watch
    measured: Measured | None = None


async def lay_ground(settings: Settings, stack: AsyncExitStack) -> Ground:
    """Load, open and unlock all of it; `stack` lets go of it again.

    Raises RulesProblem, StoreProblem or KeyProblem.
    """
    live = _live_rules(settings)
    store = await Store.open(settings.database_url)
    stack.push_async_callback(store.close)
    setting, file = settings.checkpost_secret_key, parse_url(settings.database_url).beside(KEY_FILE)
    keys = await Keys.open(setting.get_secret_value() if setting else None, file, store)
    session = await stack.enter_async_context(open_session())
    token = settings.slack_bot_token
    client = web_client(token.get_secret_value() if token else "", settings.slack_api_url, session)
    collector = make_collector(settings)
    if collector is not None:
        stack.push_async_callback(collector.close)
    watch = Watch(settings, stack)
    return Ground(live, store, keys, client, watch, make_telemetry(settings, collector))


async def prove_slack(settings: Settings, client: AsyncWebClient) -> None:
    """Have Slack accept both tokens. Raises SlackProblem, which names the wrong one."""
    app_token = settings.slack_app_token
    await prove_tokens(client, app_token.get_secret_value() if app_token else None)


def _live_rules(settings: Settings) -> LiveRules:
    folder = rules_folder(settings)
    seen = fingerprint(folder)
    loaded = load_with_policy(folder)
    for problem in loaded.errors:
        structlog.get_logger().warning("rule_left_out", problem=str(problem))
    if loaded.ruleset is None:
        raise RulesProblem(
            f"No rules could be loaded from {folder}. `checkpost rules check` says more."
        )
    return LiveRules(
        folder,
        loaded.ruleset,
        load=load_with_policy,
        clock=utc_now,
        problems=loaded.errors,
        seen=seen,
    )


def utc_now() -> datetime:
    """The clock of the whole bot."""
    return datetime.now(UTC)
