"""How `checkpost rules try` and `explain` look, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.judge import Judge
from bot.cli.result import as_json
from bot.cli.show import render
from bot.policy.explain import Explained, Outcome
from bot.policy.ruleset import RuleSet
from bot.verdict import Draft

_STYLE = {
    Outcome.MATCHED: "bold red",
    Outcome.WATCH: "yellow",
    Outcome.GUARDED: "magenta",
    Outcome.EXCEPTED: "cyan",
    Outcome.SKIPPED: "cyan",
    Outcome.HELD_BACK: "cyan",
}
_QUIET = {Outcome.NOTHING, Outcome.OFF, Outcome.OUT_OF_SCOPE, Outcome.NOT_ACTIVE}


def try_as_json(ruleset: RuleSet, draft: Draft, at: datetime) -> dict[str, Any]:
    """Return what `checkpost check --json` would, with the watch rules and the guard beside it."""
    outcome = Judge(ruleset, None, at).by_rules(draft)
    reading = ruleset.read(draft, at)
    watched = list(ruleset.watched(draft, at))
    return as_json(outcome) | {"watch": watched, "guarded": reading.guarded}


def show_try(ruleset: RuleSet, draft: Draft, at: datetime) -> None:
    """Print the draft as its author would see it, and what comms alone may know."""
    console = Console()
    console.print(render(draft, Judge(ruleset, None, at).by_rules(draft)), soft_wrap=True)
    notes = []
    if ruleset.read(draft, at).guarded:
        notes.append("The protected-speech guard covers this draft.")
    watched = ruleset.watched(draft, at)
    if watched:
        notes.append(f"Watch rules that would have spoken: {', '.join(watched)}")
    for note in notes:
        console.print(Text(f"\n{note}", style="dim"), soft_wrap=True)


def explained_as_json(explained: Sequence[Explained]) -> list[dict[str, Any]]:
    """Return every rule's outcome."""
    return [
        {
            "rule": row.rule.id,
            "place": str(row.rule.place),
            "outcome": row.outcome.value,
            "because": row.because,
            "spans": [[finding.start, finding.end] for finding in row.findings],
        }
        for row in explained
    ]


def show_explained(draft: Draft, explained: Sequence[Explained], *, everything: bool) -> None:
    """Print the draft with what was found, and a line for each rule that has something to say."""
    console = Console()
    console.print(Padding(_highlighted(draft, explained), (0, 2, 1, 2)), soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    table.add_column("rule", no_wrap=True)
    table.add_column("outcome", no_wrap=True)
    table.add_column("because", overflow="fold")
    shown = [row for row in explained if everything or row.outcome is not Outcome.NOTHING]
    for row in sorted(shown, key=lambda row: row.outcome in _QUIET):
        style = _STYLE.get(row.outcome, "dim")
        table.add_row(row.rule.id, Text(row.outcome, style=style), Text(_because(row)))
    if shown:
        console.print(table)
    hidden = len(explained) - len(shown)
    if hidden:
        console.print(Text(f"{hidden} more found nothing (--all lists them).", style="dim"))


def _because(row: Explained) -> str:
    texts = ", ".join(f"‘{finding.text}’" for finding in row.findings)
    return f"{texts}: {row.because}" if texts and row.because else texts or row.because


def _highlighted(draft: Draft, explained: Sequence[Explained]) -> Text:
    text = Text(draft.text)
    for row in explained:
        for finding in row.findings:
            style = _STYLE.get(row.outcome, "")
            text.stylize(f"{style} underline", finding.start, finding.end)
    return text
