"""How `checkpost rules backtest` looks, for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.policy.backtest import Backtest, Change, Sample

_SHOWN = 5  # drafts a rule; --json has them all
_LONGEST = 90


def backtest_as_json(result: Backtest) -> dict[str, Any]:
    """Return the whole comparison, drafts by their labels."""
    return {
        "drafts": result.drafts,
        "flips": [
            {"draft": flip.sample.label, "before": flip.before.value, "after": flip.after.value}
            for flip in result.flips
        ],
        "rules": [
            {
                "rule": change.rule,
                "newly_caught": _labels(change.caught),
                "no_longer_caught": _labels(change.missed),
                "severity_changed": _labels(change.weighed),
            }
            for change in result.changes
        ],
    }


def _labels(samples: Sequence[Sample]) -> list[str]:
    return [sample.label for sample in samples]


def show_backtest(result: Backtest, against: str) -> None:
    """Print what changes, by rule, with some of the drafts."""
    console = Console()
    for change in result.changes:
        console.print(Text(change.rule, style="bold"))
        for what, style, samples in _kinds(change):
            _show_drafts(console, f"{what}: {len(samples)}", style, samples)
    if result.flips:
        console.print(_flips(result))
    says = f"{result.drafts} drafts against {against}: {len(result.flips)} verdicts change"
    console.print(Text(f"{says}, in {len(result.changes)} rules.", style="bold"))


def _kinds(change: Change) -> list[tuple[str, str, list[Sample]]]:
    kinds = [
        ("newly caught", "red", change.caught),
        ("no longer caught", "green", change.missed),
        ("severity changed", "yellow", change.weighed),
    ]
    return [row for row in kinds if row[2]]


def _show_drafts(console: Console, head: str, style: str, samples: Sequence[Sample]) -> None:
    console.print(Text(f"  {head}", style=style))
    for sample in samples[:_SHOWN]:
        text = " ".join(sample.draft.text.split())
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        console.print(Text(f"    {sample.label}: {short}", style="dim"), soft_wrap=True)
    if len(samples) > _SHOWN:
        console.print(Text(f"    and {len(samples) - _SHOWN} more (--json)", style="dim"))


def _flips(result: Backtest) -> Table:
    counted: dict[tuple[str, str], int] = {}
    for flip in result.flips:
        key = (flip.before.value, flip.after.value)
        counted[key] = counted.get(key, 0) + 1
    table = Table(box=None, pad_edge=False)
    table.add_column("verdict before")
    table.add_column("after")
    table.add_column("drafts", justify="right")
    for (before, after), count in sorted(counted.items()):
        table.add_row(before, after, str(count))
    return table
