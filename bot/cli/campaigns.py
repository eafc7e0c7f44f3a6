"""`checkpost campaigns …`: what campaigns came to, by campaign and never by person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.clicks import clicks_in
from bot.cli.ruleset import fail, ruleset_or_exit, settings_or_exit
from bot.limits import read_file

if TYPE_CHECKING:
    from bot.digest.impact import Impact
    from bot.policy.ruleset import RuleSet

campaigns_app = typer.Typer(
    help="See what campaigns came to, by campaign and never by person.", no_args_is_help=True
)


@campaigns_app.command()
def stats(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
    chart: Annotated[Path | None, typer.Option(help="Also draw what was shared, as a PNG.")] = None,
) -> None:
    """Say how many drafts were started, checked, clear and shared for each campaign, and clicks.

    Counts weeks that are over, half a year back; each figure stands on five people at least.
    """
    import asyncio

    from storage.problem import StoreProblem

    if chart is not None and not chart.parent.is_dir():
        fail(f"{chart} cannot be written: there is no folder {chart.parent}.")
    settings = settings_or_exit()
    ruleset = ruleset_or_exit(settings)
    try:
        found = asyncio.run(_impact(settings.database_url, ruleset))
    except StoreProblem as problem:
        fail(str(problem))
    if as_json:
        told = {"campaigns": [asdict(each) for each in found]}
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        _print(found)
    if chart is not None:
        _draw(found, chart)


@campaigns_app.command("import")
def import_clicks(
    file: Annotated[Path, typer.Argument(help="A CSV file: campaign,day,clicks.")],
) -> None:
    """Take in clicks that were counted elsewhere: a CSV file with campaign,day,clicks.

    Importing a day again replaces it. Nothing is imported when a line is wrong: exits 2.
    """
    import asyncio

    from storage.problem import StoreProblem

    settings = settings_or_exit()
    known = {campaign.id for campaign in ruleset_or_exit(settings).campaigns}
    try:
        text = read_file(file).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{file} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}.")
    rows = clicks_in(text, known, file.name, datetime.now(UTC).date())
    try:
        asyncio.run(_keep(settings.database_url, rows))
    except StoreProblem as problem:
        fail(str(problem))
    typer.echo(f"{len(rows)} {'day' if len(rows) == 1 else 'days'} of clicks imported.")


async def _impact(url: str, ruleset: RuleSet) -> tuple[Impact, ...]:
    from bot.digest.impact import CAMPAIGN, impact, period
    from storage.store import Store

    begin, end = period(datetime.now(UTC), ruleset.organisation.timezone)
    store = await Store.open(url)
    try:
        steps = await store.steps_between(CAMPAIGN, begin, end)
        clicks = await store.clicks_between(begin, end)
    finally:
        await store.close()
    return impact(ruleset.campaigns, steps, clicks)


async def _keep(url: str, rows: Mapping[tuple[str, date], int]) -> None:
    from storage.store import Store

    store = await Store.open(url)
    try:
        await store.keep_clicks(rows)
    finally:
        await store.close()


def _print(found: Iterable[Impact]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from bot.digest.impact import STEPS

    table = Table(box=None, pad_edge=False)
    table.add_column("campaign")
    for column in (*STEPS, "clicks"):
        table.add_column(column, justify="right")
    for each in found:
        steps = (str(each.steps.get(step, "–")) for step in STEPS)
        clicks = "–" if each.clicks is None else str(each.clicks)
        table.add_row(escape(each.title), *steps, clicks)
    console = Console()
    console.print(table)
    console.print("– stands where fewer than five people are, or nothing was counted.")


def _draw(found: Iterable[Impact], chart: Path) -> None:
    from bot.digest.chart import draw
    from bot.digest.impact import bars

    shown = bars(found)
    if not shown:
        typer.echo("Too few people shared anything for a chart.", err=True)
        return
    try:
        chart.write_bytes(draw("Shared by campaign", shown, "Rounded; from five people on."))
    except OSError as error:
        fail(f"{chart} cannot be written: {error.strerror}.")
    typer.echo(f"Drawn: {chart}", err=True)
