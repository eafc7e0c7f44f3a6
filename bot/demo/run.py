"""Runs the demo: the workspace and the bot together, or the terminal where Slack cannot be."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from rich.console import Console

from bot.demo import local_slack as slack
from bot.demo.conversations import open_conversations
from bot.demo.ending import stop_on_signals, terminal_gone
from bot.demo.people import PEOPLE
from bot.demo.terminal import Answer, terminal_demo
from bot.demo.workspace import Access, make_access

StartBot = Callable[[Access], Awaitable[None]]

_TRY = "/checkpost Try Tidewatch, it is the best"
_POLL = 0.1  # seconds
_GRACE = 10.0  # seconds for the bot to hand over what is in flight


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """What the demo needs to know. `ai_host` is where drafts go for review, empty when off.

    `programs` are the folders in which npm may have installed local-slack.
    """

    folder: Path = Path(".demo")
    port: int = 3000
    ai_host: str = ""
    programs: tuple[Path, ...] = field(default_factory=slack.default_folders)

    @property
    def database_url(self) -> str:
        """Where the demo keeps its checks, so that the working folder stays clean."""
        return f"sqlite:///{self.folder / 'checkpost.db'}"


def run_demo(
    plan: DemoPlan, start_bot: StartBot, answer: Answer, console: Console | None = None
) -> int:
    """Run the demo until Ctrl-C or a signal; return the exit code.

    `start_bot` connects to the workspace it is given and works until it is cancelled; it must
    leave signals alone, and `plan.port` too, which is the workspace's. What it raises is raised
    again once everything has stopped. `answer` checks one draft for the terminal.
    """
    out = console or Console(highlight=False)
    if not slack.runs_here():
        out.print("The demo workspace needs Linux on x86-64, so here is Checkpost in the terminal.")
        terminal_demo(answer, out)
        return 0
    program = slack.find_program(*plan.programs)
    if program is None:
        out.print(_NOT_INSTALLED, markup=False)
        terminal_demo(answer, out)
        return 0
    try:
        return asyncio.run(_workspace(plan, program, start_bot, out))
    except slack.WorkspaceProblem as problem:
        Console(stderr=True, highlight=False, soft_wrap=True).print(
            str(problem), markup=False, style="red"
        )
        return 2


_NOT_INSTALLED = (
    "The demo workspace is not installed, so here is Checkpost in the terminal. To have it: "
    f"npm install --prefix ~/.local/share/checkpost local-slack-linux-x64@{slack.VERSION}"
)


async def _workspace(plan: DemoPlan, program: Path, start_bot: StartBot, out: Console) -> int:
    stop = stop_on_signals()
    access = make_access(plan.port)
    async with slack.local_slack(program, access, port=plan.port, folder=plan.folder) as workspace:
        await open_conversations(access, (person.id for person in PEOPLE))
        bot = asyncio.ensure_future(start_bot(access))
        others = [
            asyncio.ensure_future(stop.wait()),
            asyncio.ensure_future(workspace.process.wait()),
            asyncio.ensure_future(terminal_gone()),
            asyncio.ensure_future(_greet(workspace, plan, out)),
        ]
        try:
            await _first_end(bot, *others[:3])
            return _farewell(bot, workspace, out)
        finally:
            await _cancel(bot, *others)


async def _first_end(*tasks: asyncio.Future[Any]) -> None:
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)


async def _cancel(*tasks: asyncio.Future[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=_GRACE)


def _farewell(bot: asyncio.Future[None], workspace: slack.LocalSlack, out: Console) -> int:
    if bot.done():
        bot.result()  # raises what stopped it
    elif workspace.process.returncode is not None:
        raise slack.WorkspaceProblem(
            f"The demo workspace stopped by itself (exit {workspace.process.returncode}). "
            "Start it again with: make run"
        )
    else:
        out.print("\nStopped. `make run` starts it again.", markup=False)
    return 0


async def _greet(workspace: slack.LocalSlack, plan: DemoPlan, out: Console) -> None:
    await _connected(workspace)
    ai = f"on, a copy of each draft goes to {plan.ai_host}" if plan.ai_host else _AI_OFF
    lines = (
        f"\n[bold]Checkpost is in Brightwater's Slack:[/bold] {workspace.address}\n",
        f"  Type there    [bold]{_TRY}[/bold]",
        "                or send Checkpost a draft as a message",
        f"  AI review     {ai}",
        f"  Kept in       {plan.folder}/ (what kind of thing was found, never your words)",
        "  Stop          Ctrl-C\n",
    )
    out.print("\n".join(lines), soft_wrap=True)


_AI_OFF = "off, set OPENAI_API_KEY (or OPENAI_BASE_URL) to switch it on"


async def _connected(workspace: slack.LocalSlack) -> None:
    async with aiohttp.ClientSession() as session:
        while True:
            async with session.get(workspace.control("log")) as answer:
                log = (await answer.json())["log"]
            if any(entry["kind"] == "socket" and "hello" in entry["summary"] for entry in log):
                return
            await asyncio.sleep(_POLL)
