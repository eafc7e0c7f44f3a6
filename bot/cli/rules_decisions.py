"""`checkpost rules decisions`: who answered questions for the company, and when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.ruleset import fail, ruleset_or_exit, settings_or_exit

if TYPE_CHECKING:
    from storage.records import DecisionRecord


_FORGOTTEN = "(forgotten)"


def show_decisions(
    most: Annotated[int, typer.Option("--most", min=1, max=1000, help="How many.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """List what channels answered to *Ask #channel*: when, who, what, about which rule.

    The newest stands first. The draft was deleted with the answer, and who asked is not kept; who
    answered is not either once they were forgotten.
    """
    import asyncio

    from storage.problem import StoreProblem

    settings = settings_or_exit()
    zone = ZoneInfo(ruleset_or_exit(settings).organisation.timezone)
    try:
        found = asyncio.run(_decided(settings.database_url, most))
    except StoreProblem as problem:
        fail(str(problem))
    if as_json:
        typer.echo(json.dumps({"decisions": [_told(each) for each in found]}, ensure_ascii=False))
        return
    for each in found:
        when = f"{each.at.astimezone(zone):%Y-%m-%d %H:%M}"
        whose = each.by_user or _FORGOTTEN
        typer.echo(f"{when}  {whose}  {each.answer}  {each.channel}  {each.rule}")
    if not found:
        typer.echo("No channel has answered a question yet, or nothing of it is kept.")


async def _decided(url: str, most: int) -> Sequence[DecisionRecord]:
    from storage.store import Store

    store = await Store.open(url)
    try:
        return await store.decided(most)
    finally:
        await store.close()


def _told(each: DecisionRecord) -> dict[str, str]:
    return {
        "at": each.at.isoformat(),
        "by": each.by_user,
        "answer": each.answer,
        "channel": each.channel,
        "rule": each.rule,
        "topic": each.topic,
    }
