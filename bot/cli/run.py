"""`checkpost run`, `demo` and `db upgrade`: what an operator starts."""

from __future__ import annotations

import signal
from collections.abc import Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from pydantic import SecretStr

from bot.cli.ruleset import fail, ruleset_or_exit, settings_or_exit
from bot.policy.ruleset import RuleSet
from bot.settings import (
    Settings,
    SettingsProblem,
    keep_secrets_from_children,
    require_slack,
    unknown_variables,
)
from bot.verdict import Draft

if TYPE_CHECKING:
    from rich.console import RenderableType

    from bot.demo.run import DemoPlan
    from bot.demo.workspace import Access

_DEMO_PORT = 3000


def run() -> None:
    """Start the bot. Without any Slack token, start the demo workspace.

    Socket Mode with SLACK_APP_TOKEN, otherwise HTTP on PORT with SLACK_SIGNING_SECRET.
    """
    settings = settings_or_exit()
    if not settings.has_slack:
        _demo(settings)
    from bot.hidden import own_secrets
    from bot.logs import configure
    from bot.uncaught import name_uncaught

    configure(settings.checkpost_log_level, own_secrets(settings))
    name_uncaught()
    _name_unknown()
    try:
        require_slack(settings)
    except SettingsProblem as problem:
        fail(str(problem))
    keep_secrets_from_children()
    from bot.app import PROBLEMS, serve
    from bot.crashes import name_places

    name_places()
    try:
        import asyncio

        asyncio.run(_until_told(serve(settings)))
    except PROBLEMS as problem:
        fail(str(problem))


def demo(
    history: Annotated[
        bool, typer.Option("--history", help="Begin with a year of made-up checks and a digest.")
    ] = False,
) -> None:
    """Start the demo workspace, whatever tokens are set: Brightwater's Slack on this machine."""
    _demo(settings_or_exit(), history=history)


def upgrade() -> None:
    """Bring the database's schema up to date. `run` does this by itself."""
    from storage.problem import StoreProblem
    from storage.store import Store
    from storage.urls import parse_url

    url = settings_or_exit().database_url

    async def open_and_close() -> None:
        await (await Store.open(url)).close()

    try:
        import asyncio

        asyncio.run(open_and_close())
        typer.echo(f"{parse_url(url).name} is up to date.")
    except StoreProblem as problem:
        fail(str(problem))


def _name_unknown() -> None:
    """Warn of each setting that nothing reads, since what it was meant to do is not done."""
    from structlog import get_logger

    for unknown in unknown_variables():
        get_logger().warning("setting_unknown", name=unknown.name, did_you_mean=unknown.meant)


async def _until_told(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` until it ends or the process is told to stop, then let it finish properly."""
    import asyncio

    serving = asyncio.ensure_future(work)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
    with suppress(asyncio.CancelledError):
        await serving


def _demo(settings: Settings, *, history: bool = False) -> NoReturn:
    from bot.app import PROBLEMS, serve
    from bot.demo.run import DemoPlan, run_demo
    from bot.hidden import own_secrets
    from bot.logs import configure
    from bot.uncaught import name_uncaught

    ruleset = ruleset_or_exit(settings)
    plan = DemoPlan(port=settings.port or _DEMO_PORT, ai_host=settings.ai_host)
    level = "debug" if settings.checkpost_log_level == "debug" else "warning"
    configure(level, own_secrets(settings))
    name_uncaught()
    _name_unknown()

    async def start_bot(access: Access) -> None:
        await serve(settings.model_copy(update=_within(access, plan.database_url)))

    try:
        if history:
            secret = settings.checkpost_secret_key
            _fill(plan, ruleset, secret.get_secret_value() if secret else None)
        raise typer.Exit(run_demo(plan, start_bot, partial(_answer, ruleset)))
    except PROBLEMS as problem:
        fail(str(problem))


def _fill(plan: DemoPlan, ruleset: RuleSet, secret: str | None) -> None:
    """Make up a year of checks, unless there are checks already.

    The workspace knows no message of its last run, so what was posted then is forgotten.
    """
    import asyncio

    from bot.cli.made_up import make_up
    from bot.workflows.lock import RunLock
    from bot.workflows.systemdb import lock_file, own_url
    from storage.urls import parse_url

    plan.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = parse_url(plan.database_url).path or plan.folder
    own = own_url(parse_url(plan.database_url)).path or path
    lock = RunLock(lock_file(path))
    lock.take()
    try:
        for file in own.parent.glob(f"{own.name}*"):
            file.unlink()
        typer.echo("Making up a year of checks (once, about ten seconds) …")
        count = asyncio.run(make_up(plan.database_url, ruleset, datetime.now(UTC), secret))
    finally:
        lock.release()
    typer.echo(
        f"{count:,} checks were made up; the last week's digest comes to #social-learning."
        if count
        else f"{plan.folder} holds checks already. For a fresh year, delete that folder first."
    )


def _within(access: Access, database_url: str) -> dict[str, object]:
    return {
        "slack_bot_token": SecretStr(access.bot_token),
        "slack_app_token": SecretStr(access.app_token),
        "slack_signing_secret": None,
        "slack_api_url": access.api_url,
        "checkpost_database_url": SecretStr(database_url),
        "checkpost_watchdog": 0,  # nobody would start the demo again
        "port": None,  # the workspace's page has it
    }


def _answer(ruleset: RuleSet, text: str) -> RenderableType:
    from bot.cli.judge import Judge
    from bot.cli.show import render

    draft = Draft(text)
    return render(draft, Judge(ruleset, None, datetime.now(UTC)).by_rules(draft))
