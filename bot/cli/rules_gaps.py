"""`checkpost rules gaps`: the topics on which the policy had no answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.ruleset import fail, ruleset_or_exit, settings_or_exit


def show_gaps(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Say on which topics questions to the policy found no answer, from five people on.

    No question is kept, so there is none to read: only its topic was counted, in weeks that are
    over, half a year back.
    """
    import asyncio

    from storage.problem import StoreProblem

    settings = settings_or_exit()
    timezone = ruleset_or_exit(settings).organisation.timezone
    try:
        found = asyncio.run(_gaps(settings.database_url, timezone))
    except StoreProblem as problem:
        fail(str(problem))
    if as_json:
        told = [{"topic": topic, "questions": count} for topic, count in found]
        typer.echo(json.dumps({"gaps": told}, ensure_ascii=False))
        return
    for topic, count in found:
        typer.echo(f"{topic}: about {count} questions without an answer")
    if not found:
        typer.echo("No topic on which at least five people found no answer.")


async def _gaps(url: str, timezone: str) -> Sequence[tuple[str, int]]:
    from bot.digest.impact import QUESTION, period, unanswered
    from storage.store import Store

    begin, end = period(datetime.now(UTC), timezone)
    store = await Store.open(url)
    try:
        return unanswered(await store.steps_between(QUESTION, begin, end))
    finally:
        await store.close()
