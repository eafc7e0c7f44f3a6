"""`checkpost facts …`: what the people who approve statements need."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.ruleset import fail, settings_or_exit
from bot.folders import rules_folder

if TYPE_CHECKING:
    from pathlib import Path

    from bot.policy.files.facts import Facts
    from bot.policy.problem import Problem

facts_app = typer.Typer(help="Look after the approved statements.", no_args_is_help=True)

_FILE = "facts.yaml"


@facts_app.callback()
def _group() -> None:
    """Look after the approved statements."""


@facts_app.command()
def check(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Read facts.yaml and say everything that is wrong, each with its place and the remedy.

    Statements that have expired, or will within 30 days, are warnings. Exits 2 on any error.
    """
    from bot.cli.rules_show import problem_as_json, show_problem
    from bot.policy.problem import Gravity

    folder = rules_folder(settings_or_exit())
    if not (folder / _FILE).exists():
        fail(f"{folder} has no {_FILE}. Copy the shipped one, or set CHECKPOST_RULES.")
    facts, problems = _read(folder)
    errors = sum(problem.severity is Gravity.ERROR for problem in problems)
    if as_json:
        listed = [problem_as_json(problem) for problem in problems]
        said = {"folder": str(folder), "facts": len(facts.by_id), "problems": listed}
        typer.echo(json.dumps(said, ensure_ascii=False))
    else:
        for problem in problems:
            show_problem(problem)
        typer.echo(f"{len(facts.by_id)} facts in {folder / _FILE}, {errors} errors.")
    raise typer.Exit(2 if errors else 0)


def _read(folder: Path) -> tuple[Facts, list[Problem]]:
    """Return the facts, whose days are the organisation's, and what is wrong with their file."""
    from bot.policy.files.facts import stale
    from bot.policy.files.folder import Folder, read_company, read_statements

    desk = (reading := Folder(folder.resolve())).desk
    read_company(reading)
    elsewhere = len(desk.problems)
    facts = read_statements(reading)
    return facts, [*desk.problems[elsewhere:], *stale(facts, datetime.now(UTC))]
