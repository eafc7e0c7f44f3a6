"""The rule set a command works with, loaded once, with its problems said on stderr."""

from __future__ import annotations

import gc
import sys
from datetime import UTC, datetime
from typing import NoReturn
from zoneinfo import ZoneInfo

import typer

from bot.cli.proven import load_proven
from bot.folders import rules_folder
from bot.policy.ruleset import RuleSet
from bot.settings import Settings, SettingsProblem, load_settings


def settings_or_exit() -> Settings:
    """Read the settings, or say what is wrong with them and exit 2."""
    try:
        return load_settings()
    except SettingsProblem as problem:
        fail(str(problem))


def ruleset_or_exit(settings: Settings) -> RuleSet:
    """Load the rules. Single bad rules warn on stderr; no rule set at all exits 2."""
    return sound_or_exit(settings)[0]


def sound_or_exit(settings: Settings, *, languages: bool = False) -> tuple[RuleSet, bool]:
    """Load the rules as above, and return too whether every one of them could be.

    `languages` also looks at what they say in other languages.
    """
    folder = rules_folder(settings)
    loaded = load_proven(folder, languages=languages)
    for problem in loaded.problems:
        sys.stderr.write(f"{problem}\n")
    if loaded.ruleset is None:
        fail(f"No rules could be loaded from {folder}. `checkpost rules check` says more.")
    gc.freeze()  # the rules stay for as long as the process: neither need anybody walk them at exit
    return loaded.ruleset, not loaded.errors


def moment(at: str | None, ruleset: RuleSet) -> datetime:
    """Return `--at` as a moment; without an offset it is the organisation's own time."""
    if at is None:
        return datetime.now(UTC)
    try:
        parsed = datetime.fromisoformat(at)
    except ValueError:
        raise ValueError(f"{at!r} is no ISO date, such as 2026-12-01 or 2026-12-01T09:00") from None
    return (
        parsed if parsed.tzinfo else parsed.replace(tzinfo=ZoneInfo(ruleset.organisation.timezone))
    )


def fail(message: str) -> NoReturn:
    """Say what is wrong on stderr and exit 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)
