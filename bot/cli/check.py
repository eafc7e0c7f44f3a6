"""`checkpost check`: read drafts at a terminal or in a pipe, and store nothing."""

from __future__ import annotations

import json
import secrets
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import typer

from bot.check import Outcome
from bot.cli import check_options as options
from bot.cli.jsonl import check_lines
from bot.cli.judge import Judge
from bot.cli.result import as_json
from bot.cli.ruleset import fail, moment, ruleset_or_exit, settings_or_exit
from bot.limits import TEXT_BYTES, TooLarge, lines, read_all
from bot.policy.ruleset import RuleSet
from bot.review.off import ReviewOff
from bot.review.outcome import Reviewer
from bot.settings import Settings
from bot.verdict import Draft, Platform, Purpose, Reading, Severity

_PASTE = "Paste your draft, then press Ctrl-D (on Windows Ctrl-Z and Enter):"


def check(
    file: options.File = "-",
    platform: options.Where = Platform.OTHER,
    purpose: options.What = Purpose.POST,
    at: options.At = None,
    role: options.Role = None,
    lang: options.Lang = None,
    comment: options.Comment = None,
    image: options.Image = None,
    alt: options.Alt = "",
    cleaned: options.Cleaned = None,
    marked: options.Marked = None,
    no_ai: options.NoAi = False,
    as_object: options.AsObject = False,
    jsonl: options.AsLines = False,
    fail_on: options.FailOn = Severity.FIX,
) -> None:
    """Read a draft the way a colleague would, before you post it. Stores nothing.

    Exits 0, or 1 when the verdict reaches --fail-on, or 2 when something is wrong with the call
    or no rules load. With --jsonl it exits 0 whatever it finds, and the other options are what a
    line that says nothing else gets.
    """
    if image is None and (alt or cleaned or marked):
        fail("--alt, --cleaned and --marked go with --image.")
    if image is not None and jsonl:
        fail("--image goes with one draft, not with --jsonl.")
    if comment is not None and purpose is not Purpose.REPLY:
        fail("--comment goes with --purpose reply.")
    setting = Draft("", platform, purpose, lang, role)
    judge = _judge(at, setting, no_ai=no_ai)
    if jsonl:
        with open_input(file) as source:
            check_lines(lines(source), sys.stdout.buffer, judge)
        return
    draft = replace(setting, text=draft_text(file, may_be_empty=image is not None))
    if image is None:
        outcome = _alone(judge, draft, comment, as_object=as_object)
    else:
        picture = (image, alt, cleaned, marked)
        outcome = _beside(picture, judge, draft, comment, as_object=as_object)
    raise typer.Exit(1 if outcome.verdict.reaches(fail_on) else 0)


def _judge(at: str | None, setting: Draft, *, no_ai: bool) -> Judge:
    settings = settings_or_exit()
    ruleset = ruleset_or_exit(settings)
    try:
        when = moment(at, ruleset)
    except ValueError as error:
        fail(f"--at: {error}.")
    return Judge(ruleset, None if no_ai else _reviewer(settings, ruleset), when, setting)


def _alone(judge: Judge, draft: Draft, comment: str | None, *, as_object: bool) -> Outcome:
    """Check a draft, and print what was asked for."""
    outcome = _judged(judge, draft, comment)
    if as_object:
        typer.echo(json.dumps(as_json(outcome), ensure_ascii=False))
    else:
        _print(draft, outcome)
    return outcome


def _judged(
    judge: Judge, draft: Draft, comment: str | None, reading: Reading | None = None
) -> Outcome:
    # Where there is no draft there is nothing to ask a model about.
    if judge.reviewer is None or not draft.text.strip():
        return judge.by_rules(draft, None, comment, reading)
    import asyncio

    return asyncio.run(judge.judge(draft, None, comment, reading))


def _beside(
    picture: tuple[str, str, str | None, str | None],
    judge: Judge,
    draft: Draft,
    comment: str | None,
    *,
    as_object: bool,
) -> Outcome:
    """Check a draft with its picture, and print and write what was asked for.

    `picture` is its file and alternative text, and where to write the two copies.
    """
    # A picture's part is loaded where there is a picture.
    from bot.cli.picture import (
        Wanted,
        look_at,
        picture_json,
        picture_lines,
        with_picture,
        write_copies,
    )

    wanted = Wanted(*picture)
    found = look_at(wanted, draft, judge.ruleset, judge.at)
    outcome = with_picture(_judged(judge, draft, comment, found.reading), found)
    write_copies(wanted, found)
    if as_object:
        shown = as_json(outcome)
        shown["image"], inside = picture_json(found)
        shown["findings"] += inside
        typer.echo(json.dumps(shown, ensure_ascii=False))
    else:
        _print(draft, outcome)
        typer.echo("\n".join(["", *picture_lines(found)]))
    return outcome


def _reviewer(settings: Settings, ruleset: RuleSet) -> Reviewer:
    if not settings.has_ai:
        return ReviewOff()
    from bot.logs import configure
    from bot.wiring.reviewing import make_reviewer

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


def draft_text(file: str, *, may_be_empty: bool = False) -> str:
    """Read one draft, without the line break that ends a file.

    One that may be empty is not waited for at a terminal.
    """
    if file == "-" and sys.stdin.isatty():
        if may_be_empty:
            return ""
        typer.echo(_PASTE, err=True)
    try:
        with open_input(file) as source:
            text = read_all(source, TEXT_BYTES).decode("utf-8-sig")
    except TooLarge as error:
        fail(f"The draft cannot be read: {error.strerror}. Many drafts go with --jsonl.")
    except UnicodeDecodeError:
        fail("The draft is not UTF-8 text. Save it as UTF-8 and try again.")
    if not text.strip() and not may_be_empty:
        fail("The draft is empty: give a file, or pipe the text in.")
    return text.removesuffix("\n").removesuffix("\r")


def _print(draft: Draft, outcome: Outcome) -> None:
    from rich.console import Console

    from bot.cli.show import render

    Console().print(render(draft, outcome), soft_wrap=True)
