"""`checkpost rules try` and `explain`: what the rules make of one draft, and why."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.ruleset import fail, moment, ruleset_or_exit, settings_or_exit
from bot.verdict import Draft, Platform, Purpose

if TYPE_CHECKING:
    from bot.policy.ruleset import RuleSet

Text = Annotated[str, typer.Argument(metavar="DRAFT", help="The draft itself, or - to read it.")]
OnPlatform = Annotated[Platform, typer.Option("--platform", help="Where it will be posted.")]
ForPurpose = Annotated[Purpose, typer.Option("--purpose", help="What it is for.")]
AtMoment = Annotated[
    str | None, typer.Option("--at", metavar="ISO", help="Read as of this moment, not now.")
]
AsRole = Annotated[str | None, typer.Option("--role", help="The author's role.")]
InLanguage = Annotated[str | None, typer.Option("--lang", help="The draft's language.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def try_draft(
    text: Text,
    platform: OnPlatform = Platform.OTHER,
    purpose: ForPurpose = Purpose.POST,
    at: AtMoment = None,
    role: AsRole = None,
    lang: InLanguage = None,
    as_json: AsJson = False,
) -> None:
    """Read a draft with the rules alone, watch rules included, as its author would see it.

    Exits 0 whatever it finds, 2 when no rules load.
    """
    from bot.cli.rules_read import show_try, try_as_json

    draft = Draft(_given(text), platform, purpose, lang, role)
    ruleset, when = _open(at)
    if as_json:
        typer.echo(json.dumps(try_as_json(ruleset, draft, when), ensure_ascii=False))
    else:
        show_try(ruleset, draft, when)


def explain_draft(
    text: Text,
    platform: OnPlatform = Platform.OTHER,
    purpose: ForPurpose = Purpose.POST,
    at: AtMoment = None,
    role: AsRole = None,
    lang: InLanguage = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also list the rules that found nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say for each rule why it speaks about a draft, or why it does not.

    Matched, excepted by what, out of scope, not active, guarded, held back by a condition.
    """
    from bot.cli.rules_read import explained_as_json, show_explained
    from bot.policy.explain import explain

    draft = Draft(_given(text), platform, purpose, lang, role)
    ruleset, when = _open(at)
    explained = explain(ruleset, draft, when)
    if as_json:
        typer.echo(json.dumps(explained_as_json(explained), ensure_ascii=False))
    else:
        show_explained(draft, explained, everything=everything)


def _given(text: str) -> str:
    if text != "-":
        return text
    return typer.get_text_stream("stdin", encoding="utf-8", errors="surrogateescape").read()


def _open(at: str | None) -> tuple[RuleSet, datetime]:
    ruleset = ruleset_or_exit(settings_or_exit())
    try:
        return ruleset, moment(at, ruleset)
    except ValueError as error:
        fail(f"--at: {error}.")
