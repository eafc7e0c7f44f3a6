"""`checkpost check`: read drafts at a terminal or in a pipe, and store nothing."""

from __future__ import annotations

import json
import secrets
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from bot.check import Outcome
from bot.cli.jsonl import check_lines
from bot.cli.judge import Judge
from bot.cli.result import as_json
from bot.cli.ruleset import fail, moment, ruleset_or_exit, settings_or_exit
from bot.policy.ruleset import RuleSet
from bot.review.off import ReviewOff
from bot.review.outcome import Reviewer
from bot.settings import Settings
from bot.verdict import Draft, Platform, Purpose, Severity

_PASTE = "Paste your draft, then press Ctrl-D (on Windows Ctrl-Z and Enter):"


def check(
    file: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="The draft. Without it, standard input.")
    ] = "-",
    platform: Annotated[Platform, typer.Option(help="Where it will be posted.")] = Platform.OTHER,
    purpose: Annotated[Purpose, typer.Option(help="What it is for.")] = Purpose.POST,
    at: Annotated[
        str | None, typer.Option(metavar="ISO", help="Check as of this moment, not now.")
    ] = None,
    role: Annotated[str | None, typer.Option(help="The author's role, for rules by role.")] = None,
    lang: Annotated[str | None, typer.Option(help="The draft's language, such as en.")] = None,
    comment: Annotated[
        str | None, typer.Option(help="The comment that a reply answers; never stored.")
    ] = None,
    no_ai: Annotated[bool, typer.Option("--no-ai", help="Rules only, nothing leaves.")] = False,
    as_object: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object a line in, one a line out, in order.")
    ] = False,
    fail_on: Annotated[
        Severity, typer.Option(help="Exit 1 when the verdict reaches this.")
    ] = Severity.FIX,
) -> None:
    """Read a draft the way a colleague would, before you post it. Stores nothing.

    Exits 0, or 1 when the verdict reaches --fail-on, or 2 when something is wrong with the call
    or no rules load. With --jsonl it exits 0 whatever it finds, and the other options are what a
    line that says nothing else gets.
    """
    settings = settings_or_exit()
    ruleset = ruleset_or_exit(settings)
    try:
        when = moment(at, ruleset)
    except ValueError as error:
        fail(f"--at: {error}.")
    if comment is not None and purpose is not Purpose.REPLY:
        fail("--comment goes with --purpose reply.")
    setting = Draft("", platform, purpose, lang, role)
    judge = Judge(ruleset, None if no_ai else _reviewer(settings, ruleset), when, setting)
    if jsonl:
        with open_input(file) as lines:
            check_lines(lines, sys.stdout.buffer, judge)
        return
    draft = replace(setting, text=draft_text(file))
    outcome = judge.by_rules(draft, None, comment) if no_ai else _reviewed(judge, draft, comment)
    if as_object:
        typer.echo(json.dumps(as_json(outcome), ensure_ascii=False))
    else:
        _print(draft, outcome)
    raise typer.Exit(1 if outcome.verdict.reaches(fail_on) else 0)


def _reviewed(judge: Judge, draft: Draft, comment: str | None) -> Outcome:
    import asyncio

    return asyncio.run(judge.judge(draft, None, comment))


def _reviewer(settings: Settings, ruleset: RuleSet) -> Reviewer:
    if not settings.has_ai:
        return ReviewOff()
    from bot.logs import configure
    from bot.reviewing import make_reviewer

    configure("warning")  # what the reviewer has to say belongs on stderr, beside no JSON
    return make_reviewer(settings, lambda: ruleset, secrets.token_bytes(32))


def open_input(file: str) -> BinaryIO:
    """Open a file, or standard input for `-`; a file that cannot be read exits 2."""
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}.")


def draft_text(file: str) -> str:
    """Read one draft, without the line break that ends a file."""
    if file == "-" and sys.stdin.isatty():
        typer.echo(_PASTE, err=True)
    with open_input(file) as source:
        raw = source.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        fail("The draft is not UTF-8 text. Save it as UTF-8 and try again.")
    if not text.strip():
        fail("The draft is empty: give a file, or pipe the text in.")
    return text.removesuffix("\n").removesuffix("\r")


def _print(draft: Draft, outcome: Outcome) -> None:
    from rich.console import Console

    from bot.cli.show import render

    Console().print(render(draft, outcome), soft_wrap=True)
