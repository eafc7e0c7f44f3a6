"""`checkpost rules stats`: what became of each rule's findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.ruleset import fail, settings_or_exit

if TYPE_CHECKING:
    from bot.policy.precision import Counted

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def show_stats(as_json: AsJson = False) -> None:
    """Say how often each rule spoke, what authors did then, and how often it was right.

    Right means: the author changed the draft, of all times they did or said it was off the mark.
    A rule's figures are shown from 5 checks by 5 people on. Reads the database of the settings.
    """
    from bot.policy.precision import may_be_shown
    from storage.records import StoreProblem
    from storage.urls import parse_url

    url = settings_or_exit().database_url
    try:
        import asyncio

        counted = asyncio.run(_counted(url))
        name = parse_url(url).name
    except StoreProblem as problem:
        fail(str(problem))
    if as_json:
        typer.echo(json.dumps({"rules": [as_told(each) for each in counted]}, ensure_ascii=False))
    elif not counted:
        typer.echo(f"Nothing was checked yet: {name} holds no finding of a rule.")
    else:
        shown = [each for each in counted if may_be_shown(each)]
        _print(shown, [each for each in counted if not may_be_shown(each)])


def as_told(counts: Counted) -> dict[str, Any]:
    """Return one rule's figures for machines, with the 95 % interval of its precision.

    A rule with too few checks or people has its id and no figure.
    """
    from bot.policy.precision import in_words, judged, may_be_shown, wilson

    if not may_be_shown(counts):
        return {"rule": counts.rule, "precision": None, "says": in_words(counts)}
    total = judged(counts)
    return {
        "rule": counts.rule,
        "hits": counts.hits,
        "fixed": counts.fixed,
        "kept": counts.kept,
        "not_relevant": counts.not_relevant,
        "wrong": counts.wrong,
        "precision": counts.fixed / total if total else None,
        "interval": wilson(counts.fixed, total),
        "says": in_words(counts),
    }


async def _counted(url: str) -> Sequence[Counted]:
    from storage.stats import Stats

    stats = Stats(url)
    try:
        return await stats.by_rule()
    finally:
        await stats.close()


def _print(shown: Sequence[Counted], few: Sequence[Counted]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from bot.policy.precision import in_words

    table = Table(box=None, pad_edge=False)
    table.add_column("rule")
    for column in ("hits", "fixed", "kept", "not relevant", "wrong"):
        table.add_column(column, justify="right")
    table.add_column("precision")
    for row in sorted(shown, key=lambda each: -each.hits):
        numbers = (row.hits, row.fixed, row.kept, row.not_relevant, row.wrong)
        table.add_row(escape(row.rule), *map(str, numbers), in_words(row))
    for row in few:
        table.add_row(escape(row.rule), *[""] * 5, in_words(None))
    Console().print(table)
