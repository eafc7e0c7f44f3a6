"""`checkpost privacy`: how much is kept of one person, and letting go of it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.ruleset import fail, settings_or_exit
from bot.cli.stored import with_store
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.keys import Keys
    from storage.records import Held
    from storage.store import Store

privacy_app = typer.Typer(help="See and delete what is kept of a person.", no_args_is_help=True)


_OPEN = "What is open in Slack, questions and cards, goes while the bot runs, or when it starts."


def _member(user: str) -> str:
    """A name would be nobody's code, and "nothing is kept" a wrong answer."""
    if user and not re.fullmatch(r"[UW][A-Z0-9]{2,}", user):
        raise typer.BadParameter(
            f"{user!r} is no member ID. In Slack: their profile, the three dots, Copy member ID."
        )
    return user


User = Annotated[
    str,
    typer.Argument(metavar="USER", help="Their Slack member ID, such as U012AB.", callback=_member),
]
Team = Annotated[
    str | None,
    typer.Option(help="The workspace (T…) or organisation (E…). Default: Slack is asked."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Sure = Annotated[bool, typer.Option("--yes", help="Do not ask whether you are sure.")]
All = Annotated[bool, typer.Option("--all", help="Everybody, and the key behind their codes.")]
People = Annotated[
    bool, typer.Option("--people", help="Every row about anybody; totals of nobody stay.")
]


@privacy_app.command()
def show(user: User, team: Team = None, as_json: AsJson = False) -> None:
    """Say how many rows there are of a person, of what kind and how old; never what is in them."""
    from storage.tables import about_people

    settings = settings_or_exit()

    async def ask(store: Store, keys: Keys) -> Held:
        return await store.held(keys.author_key(await _team(settings, team), user))

    held = with_store(settings, ask)
    if as_json:
        typer.echo(json.dumps(asdict(held), default=datetime.isoformat))
        return
    kinds = about_people()
    for name, count in held.rows.items():
        typer.echo(f"{name:<12}{count:>6}  {', '.join(kinds.get(name, ()))}".rstrip())
    if held.oldest and held.newest:
        typer.echo(f"checks from {held.oldest:%Y-%m-%d} to {held.newest:%Y-%m-%d}")


@privacy_app.command()
def export(user: User, team: Team = None) -> None:
    """Send a person everything that is kept of them, as a file, by direct message."""
    settings = settings_or_exit()
    if settings.slack_bot_token is None:
        fail("Set SLACK_BOT_TOKEN: the file goes to that person in Slack, and to nobody else.")

    async def send(store: Store, keys: Keys) -> int:
        from bot.keeping.exporting import exported, opener

        key = keys.author_key(await _team(settings, team), user)
        return await _send(settings, user, exported(store.rows_of(key), opener(keys)))

    files = with_store(settings, send)
    what = "The file is" if files == 1 else f"{files} files are"
    typer.echo(f"{what} in {user}'s conversation with Checkpost.")


async def _send(settings: Settings, user: str, texts: AsyncIterator[str]) -> int:
    from bot.slack.client import open_session, web_client
    from bot.slack.gateway import Gateway, SlackTrouble
    from bot.slack.handing import hand_out

    token = settings.slack_bot_token
    if token is None:
        return 0
    async with open_session() as session:
        client = web_client(token.get_secret_value(), settings.slack_api_url, session)
        try:
            return await hand_out(Gateway(client), user, texts)
        except SlackTrouble as trouble:
            fail(f"Slack does not take the file for {user} ({trouble.code}).")


@privacy_app.command()
def forget(
    user: Annotated[
        str, typer.Argument(metavar="[USER]", help="Their Slack member ID.", callback=_member)
    ] = "",
    team: Team = None,
    everybody: All = False,
    people: People = False,
    sure: Sure = False,
) -> None:
    """Delete every row of a person at once, or of everybody with --all (with the bot stopped).

    What they answered for the company stays without their name. Their open questions leave the
    channels, and cards of the last day their conversation, while the bot runs or when it starts.
    --people lets go of what the
    anonymous profile would not have kept, also while the bot runs.
    """
    settings = settings_or_exit()
    if bool(user) + everybody + people != 1:
        fail(
            "Name one person (checkpost privacy forget U012AB), or everybody with --all, "
            "or with --people, which leaves totals that nobody is in."
        )
    whom = user or "everybody"
    if not sure:
        first = " Stop every replica first." if everybody else ""
        question = f"Delete everything that is kept of {whom}? It cannot be undone.{first}"
        typer.confirm(question, abort=True)

    async def one(store: Store, keys: Keys) -> int:
        key = keys.author_key(await _team(settings, team), user)
        if await _let_go(settings, keys, key):
            typer.echo(_OPEN)
        return await store.forget(key)

    async def every(store: Store, keys: Keys) -> int:
        if await _let_go(settings, keys, ""):
            typer.echo(_OPEN)
        gone = await store.forget_everybody()
        await keys.renew_people(store)
        return gone

    async def named(store: Store, keys: Keys) -> int:
        del keys
        return await store.forget_people()

    work = every if everybody else named if people else one
    gone = with_store(settings, work, alone=everybody)
    if user:
        typer.echo(f"{gone} rows told of {user}, and none does now.")
        return
    typer.echo(f"{gone} rows of everybody are gone.")


async def _let_go(settings: Settings, keys: Keys, author_key: str) -> bool:
    """Have the bot end what is open of a person, of everybody where none is named.

    False where no bot has ever run, so that nothing is.
    """
    import asyncio

    from sqlalchemy.exc import SQLAlchemyError

    from bot.workflows.forgetting import leave_to_the_bot

    try:
        return await asyncio.to_thread(leave_to_the_bot, settings.database_url, keys, author_key)
    except SQLAlchemyError as error:
        fail(
            f"What is in flight cannot be reached just now ({type(error).__name__}), so nothing "
            "was deleted. Try again in a minute."
        )


async def _team(settings: Settings, given: str | None) -> str:
    """Return the team under which people are known: the organisation's on Enterprise Grid."""
    if given:
        return given
    if settings.slack_bot_token is None:
        fail("Name the workspace with --team T…, or set SLACK_BOT_TOKEN, and Slack is asked.")
    from bot.slack.calling import SlackTrouble, asked
    from bot.slack.client import open_session, web_client

    async with open_session() as session:
        token = settings.slack_bot_token.get_secret_value()
        client = web_client(token, settings.slack_api_url, session)
        try:
            answer = await asked(client.auth_test())
        except SlackTrouble as trouble:
            fail(f"Slack does not say which workspace this is ({trouble.code}). Use --team T….")
    return str(answer.get("enterprise_id") or answer.get("team_id") or "")
