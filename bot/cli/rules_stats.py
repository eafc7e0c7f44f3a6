"""`checkpost rules stats`: the comms report, at the terminal."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.ruleset import fail, ruleset_or_exit, settings_or_exit

if TYPE_CHECKING:
    from bot.digest.report import Report, RuleLine

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Weeks = Annotated[int, typer.Option("--weeks", min=1, max=52, help="How many, up to the last one.")]
Month = Annotated[bool, typer.Option("--month", help="The last month, as comms get it.")]


def show_stats(as_json: AsJson = False, weeks: Weeks = 4, month: Month = False) -> None:
    """Say how the rules did: one line first, then each rule, silent ones, and what to do next.

    Counts whole weeks that are over. Every figure stands for five people or more and is rounded to
    five; where readers could work out fewer by subtraction it is left out. Right means: the author
    changed the draft, of all times they did or said it was off the mark.
    """
    import asyncio

    from storage.problem import StoreProblem
    from storage.urls import parse_url

    try:
        database = parse_url(settings_or_exit().database_url)
        if database.path is not None and not database.path.exists():
            empty = f"Nothing was checked yet: there is no {database.name}."
            typer.echo(json.dumps({"rules": []}) if as_json else empty)
            return
        report = asyncio.run(_report(weeks, month=month))
    except StoreProblem as problem:
        fail(str(problem))
    if as_json:
        typer.echo(json.dumps(as_told(report), ensure_ascii=False))
    else:
        _print(report)


def as_told(report: Report) -> dict[str, Any]:
    """Return the report for machines; null is too few to show."""
    told = asdict(report)
    told["period"] = {"weeks": [str(week) for week in report.period.weeks]}
    told["rules"] = [_rule(line) for line in report.rules]
    told["workshop"] = {
        "topics": [part.topic for part in report.workshop.parts],
        "stories": list(report.workshop.stories),
    }
    return told


def _rule(line: RuleLine) -> dict[str, Any]:
    judged = line.judged
    precision = (line.fixed or 0) / judged if judged else None
    told = {"precision": precision, "at_least": line.is_floor, "interval": line.interval}
    return {**asdict(line), "judged": judged, **told}


async def _report(weeks: int, *, month: bool) -> Report:
    from bot.digest.period import lately, month_before
    from bot.digest.reporter import Reporter
    from storage.store import Store

    settings = settings_or_exit()
    ruleset = ruleset_or_exit(settings)
    now = datetime.now(UTC)
    store = await Store.open(settings.database_url)
    try:
        reporter = Reporter(store, lambda: ruleset, anonymous=settings.is_anonymous)
        zone = reporter.timezone
        period = month_before(now, zone) if month else lately(now, zone, weeks)
        return await reporter.report(period, now)
    finally:
        await store.close()


def _print(report: Report) -> None:
    from bot.messages import say, speaking
    from bot.slack.cards.report_words import report_line, report_lines, report_title

    with speaking("en"):
        typer.echo(report_title(report))
        typer.echo(report_line(report))
        for title, lines in report_lines(report):
            typer.echo(f"\n{title}")
            for line in lines:
                typer.echo(f"  {line}")
        typer.echo(f"\n{say('report.note')}")
