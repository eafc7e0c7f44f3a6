"""How `checkpost rules check` and `test` look, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from bot.policy.lint.coverage import Coverage
from bot.policy.loader import Loaded
from bot.policy.problem import Gravity, Problem
from bot.policy.trial import Trial


def problems_as_json(loaded: Loaded) -> dict[str, Any]:
    """Return what `rules check` found."""
    ruleset = loaded.ruleset
    return {
        "folder": str(loaded.folder),
        "rules": 0 if ruleset is None else len(ruleset.rules),
        "ruleset": None if ruleset is None else ruleset.hash,
        "problems": [problem_as_json(problem) for problem in loaded.problems],
    }


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Return one problem with its place."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity.value,
        "message": problem.message,
    }


def show_problem(problem: Problem) -> None:
    """Print one problem."""
    Console().print(_problem(problem), soft_wrap=True)


def show_check(loaded: Loaded) -> None:
    """Print the folder, every problem, and what works."""
    console = Console()
    console.print(f"Rules from [bold]{escape(str(loaded.folder.resolve()))}[/bold]", soft_wrap=True)
    for problem in loaded.problems:
        console.print(_problem(problem), soft_wrap=True)
    console.print(_sum(loaded), soft_wrap=True)


def _problem(problem: Problem) -> Text:
    is_error = problem.severity is Gravity.ERROR
    place = f"{problem.path}:{problem.line}:{problem.column}"
    style = "red" if is_error else "yellow"
    kind = "" if is_error else "warning: "
    return Text.assemble((place, f"bold {style}"), f" {kind}{problem.message}")


def _sum(loaded: Loaded) -> Text:
    if loaded.ruleset is None:
        return Text("No rule works. Nothing can be checked until one does.", style="bold red")
    rules = loaded.ruleset.rules
    working = sum(rule.status.works for rule in rules)
    packs = len({rule.pack.name for rule in rules})
    says = f"{many(working, 'rule')} at work in {many(packs, 'pack')}"
    tests = f"{many(len(loaded.trials), 'test')}"
    errors = len(loaded.errors)
    if errors:
        return Text(f"{says}, {tests}, {many(errors, 'error')} to mend.", style="bold red")
    return Text(f"{says}, {tests}, no errors.", style="bold green")


def many(number: int, what: str) -> str:
    """Return `1 rule` or `2 rules`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def tests_as_json(trials: Sequence[Trial], covered: Sequence[Coverage]) -> dict[str, Any]:
    """Return how the tests went."""
    answer: dict[str, Any] = {
        "tests": [
            {
                "rule": trial.rule.id,
                "name": trial.test.name,
                "place": str(trial.test.place),
                "expect": trial.test.expect,
                "passed": trial.passed,
                "says": trial.says,
            }
            for trial in trials
        ]
    }
    if covered:
        answer["coverage"] = [
            {
                "rule": row.rule.id,
                "match": row.matching,
                "no_match": row.clean,
                "parts": row.parts,
                "unused": list(row.unused),
            }
            for row in covered
        ]
    return answer


def show_tests(loaded: Loaded, trials: Sequence[Trial], covered: Sequence[Coverage]) -> None:
    """Print what failed, what the tests leave out, and how many passed."""
    console = Console()
    failed = [trial for trial in trials if not trial.passed]
    for trial in failed:
        console.print(_failure(trial), soft_wrap=True)
    if covered:
        console.print(_coverage(covered))
    for problem in loaded.errors:
        if not any(str(trial.test.place) in str(problem) for trial in failed):
            console.print(_problem(problem), soft_wrap=True)
    rules = len({trial.rule.id for trial in trials})
    style = "bold red" if failed else "bold green"
    says = f"{many(len(trials) - len(failed), 'test')} passed, {len(failed)} failed"
    console.print(Text(f"{says}, in {many(rules, 'rule')}.", style=style))


def _failure(trial: Trial) -> RenderableType:
    name = f" '{trial.test.name}'" if trial.test.name else ""
    head = Text.assemble(
        (f"{trial.test.place}", "bold red"), f" {trial.rule.id}{name} {trial.says}"
    )
    return Group(head, Text(f"    {trial.test.draft}", style="dim"))


def _coverage(covered: Sequence[Coverage]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column, justify in (("rule", "left"), ("match", "right"), ("no_match", "right")):
        table.add_column(column, justify="right" if justify == "right" else "left")
    table.add_column("words used", justify="right")
    table.add_column("no test uses", style="yellow", overflow="fold")
    for row in covered:
        used = f"{row.parts - len(row.unused)}/{row.parts}"
        unused = escape(", ".join(row.unused))
        table.add_row(row.rule.id, str(row.matching), str(row.clean), used, unused)
    return table
