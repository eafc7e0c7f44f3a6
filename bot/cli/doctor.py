"""`checkpost doctor`: look at everything a running bot needs, and say what to do about each."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.ruleset import settings_or_exit
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.cli.diagnosis import Diagnosis

_STYLE = {"ok": "green", "off": "dim", "warn": "yellow", "fail": "red"}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Look at settings, rules, database, disk, Slack and its channels, and ask the model something.

    Exits 1 when something would keep the bot from doing its job. Changes nothing.
    """
    import asyncio

    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from bot.cli.diagnosis import State

    diagnoses = asyncio.run(_examine(settings_or_exit()))
    if as_json:
        typer.echo(json.dumps([asdict(diagnosis) for diagnosis in diagnoses]))
    else:
        table = Table(box=None, show_header=False, pad_edge=False)
        for seen in diagnoses:
            says = escape(seen.says)
            if seen.remedy:
                says += f"\n[dim]→ {escape(seen.remedy)}[/dim]"
            table.add_row(seen.name, f"[{_STYLE[seen.state]}]{seen.state}[/]", says)
        Console().print(table)
    raise typer.Exit(int(any(seen.state is State.FAIL for seen in diagnoses)))


async def _examine(settings: Settings) -> list[Diagnosis]:
    import asyncio

    from bot.cli.diagnoses import LOOKS

    return list(await asyncio.gather(*(look(settings) for look in LOOKS)))
