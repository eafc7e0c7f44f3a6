"""`checkpost rules comments`: what other people's comments are about, from five people on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.ruleset import fail, ruleset_or_exit, settings_or_exit

if TYPE_CHECKING:
    from bot.digest.comments import CommentTopic


def show_comments(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Say what the comments that colleagues answered were about, and whether it becomes more.

    No comment is kept, so there is none to read: only its topic was counted, where the author of
    the reply tapped it, in the last four weeks that are over.
    """
    import asyncio

    from storage.problem import StoreProblem

    settings = settings_or_exit()
    timezone = ruleset_or_exit(settings).organisation.timezone
    try:
        found = asyncio.run(_topics(settings.database_url, timezone))
    except StoreProblem as problem:
        fail(str(problem))
    if as_json:
        told = {"comments": [asdict(each) for each in found]}
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for each in found:
        typer.echo(f"{each.topic}: about {each.count} comments{_trend(each)}")
    if not found:
        typer.echo("No topic on which at least five people answered comments.")


async def _topics(url: str, timezone: str) -> Sequence[CommentTopic]:
    from bot.digest.comments import COMMENT, comment_topics
    from bot.digest.impact import period
    from storage.store import Store

    begin, end = period(datetime.now(UTC), timezone)
    store = await Store.open(url)
    try:
        return comment_topics(await store.steps_between(COMMENT, begin, end), end)
    finally:
        await store.close()


def _trend(topic: CommentTopic) -> str:
    if topic.before is None:
        return ""
    if topic.before == topic.count:
        return ", as many as before"
    return f", {'more' if topic.count > topic.before else 'fewer'} than before"
