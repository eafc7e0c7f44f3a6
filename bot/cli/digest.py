"""`checkpost digest`: the weekly digest, printed, or posted where it belongs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.ruleset import fail, settings_or_exit
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.digest.digest import Digest
    from bot.digest.week import Week
    from bot.wiring.ground import Ground
    from storage.week_records import DigestRecord

WeekName = Annotated[
    str, typer.Option(metavar="WEEK", help="Which week, such as 2026-W47. Default: the last one.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print it, and post nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def digest(week: WeekName = "", dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Post a week's digest in its channels; where it stands already, it is edited in place.

    A running bot does this by itself once a week. Reads the database of the settings.
    """
    import asyncio

    from bot.digest.week import WeekProblem
    from bot.keys import KeyProblem
    from bot.slack.calling import SlackTrouble
    from bot.wiring.ground import RulesProblem
    from storage.problem import StoreProblem
    from storage.urls import parse_url

    settings = settings_or_exit()
    if not dry_run and settings.slack_bot_token is None:
        fail("SLACK_BOT_TOKEN is missing, so nothing can be posted. --dry-run prints the digest.")
    try:
        path = parse_url(settings.database_url).path
        if path is not None and not path.exists():
            fail(f"Nothing was checked yet: there is no {path}. CHECKPOST_DATABASE_URL names it.")
        asyncio.run(_digest(settings, week, dry_run=dry_run, as_json=as_json))
    except (StoreProblem, KeyProblem, RulesProblem, WeekProblem) as problem:
        fail(str(problem))
    except SlackTrouble as trouble:
        fail(_REMEDIES.get(trouble.code, f"Slack did not take the digest ({trouble.code})."))


_REMEDIES = {
    "not_in_channel": "The app is not in that channel. Invite it there: /invite @Checkpost",
    "channel_not_found": "There is no such channel for the app. Look at `channels` and `digest` in "
    "rules/organization.yaml, and invite the app: /invite @Checkpost",
    "invalid_auth": "Slack does not accept SLACK_BOT_TOKEN. `checkpost doctor` says more.",
}


async def _digest(settings: Settings, name: str, *, dry_run: bool, as_json: bool) -> None:
    from bot.digest.week import Week
    from bot.wiring.ground import lay_ground, utc_now

    async with AsyncExitStack() as stack:
        ground = await lay_ground(settings, stack)
        timezone = ground.live.current.organisation.timezone
        week = Week.parse(name) if name else Week.of(utc_now(), timezone).before()
        if dry_run:
            await _print(settings, ground, week, as_json=as_json)
            return
        records = await _post(settings, ground, week)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in records], default=str))
        return
    for record in records:
        typer.echo(f"{record.channel}: {_SAYS[record.status]} ({record.week})")


_SAYS = {
    "posted": "the digest is there",
    "quiet": "nothing was posted, since there is too little to say",
}


async def _post(settings: Settings, ground: Ground, week: Week) -> list[DigestRecord]:
    from bot.wiring.ground import utc_now
    from bot.wiring.press import make_editor, make_post, plan_of
    from bot.workflows.digest import put_digest

    channels = plan_of(settings, ground.live.current.organisation).channels
    if not channels:
        fail("No channel gets the digest. Name one: channels: digest in rules/organization.yaml.")
    editor, post = make_editor(settings, ground), make_post(ground)
    return [await put_digest(editor, ground.store, post, week, to, utc_now()) for to in channels]


async def _print(settings: Settings, ground: Ground, week: Week, *, as_json: bool) -> None:
    from bot.messages import speaking
    from bot.wiring.ground import utc_now
    from bot.wiring.press import make_editor, plan_of

    organisation = ground.live.current.organisation
    editor, plan = make_editor(settings, ground), plan_of(settings, organisation)
    languages = dict.fromkeys(to.language for to in plan.channels) or {organisation.language: None}
    told: dict[str, list[dict[str, Any]]] = {}
    for language in languages:
        with speaking(language):
            told[language] = _messages(await editor.digest(week, utc_now()), plan.timezone)
    if as_json:
        typer.echo(json.dumps({"week": str(week), "messages": told}, ensure_ascii=False))
    elif not any(told.values()):
        typer.echo(f"{week}: too little to say, so nothing would be posted.")
    else:
        for message in chain(*told.values()):
            typer.echo("\n".join([*_lines(message), "", "—" * 40]))


def _messages(made: Digest | None, timezone: str) -> list[dict[str, Any]]:
    from bot.slack.cards.digest import digest_message, thread_message

    return [digest_message(made, None, timezone), thread_message(made)] if made else []


def _lines(message: dict[str, Any]) -> Iterator[str]:
    """A message's blocks as lines for a terminal."""
    for block in message["blocks"]:
        texts = [block["text"]] if "text" in block else block["elements"]
        for text in texts:
            told = text["text"]
            yield f"[{told['text']}]" if isinstance(told, dict) else told
