"""`make corpus`: firing rates on ordinary posts, and precision and recall per topic.

Exits 1 where a goal of the starter pack is missed. The ordinary posts are optional:
`make corpus ORDINARY=FILE` names the file.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.policy.loader import load
from tests.corpus.measure import GOALS, Labelled, Ordinary, labelled, ordinary, read_lines

RULES = Path(__file__).parents[2] / "rules"
_SHOWN = 25


def main(arguments: list[str] | None = None) -> int:
    """Print the report; return the exit code."""
    options = _options(arguments)
    ruleset = load(options.rules).ruleset
    if ruleset is None:
        sys.stderr.write(f"No rule can be used in {options.rules}.\n")
        return 2
    ours = labelled(ruleset, read_lines(options.rules / "corpus.jsonl"))
    theirs = ordinary(ruleset, read_lines(options.ordinary)) if options.ordinary.exists() else None
    missed = missed_goals(ours, theirs)
    if options.json:
        data = as_data(ours, theirs, missed)
        sys.stdout.write(f"{json.dumps(data, ensure_ascii=False, indent=2)}\n")
    else:
        _show(Console(), ours, theirs, options.ordinary)
    for goal in missed:
        sys.stderr.write(f"Goal missed: {goal}\n")
    return 1 if missed else 0


def missed_goals(ours: Labelled, theirs: Ordinary | None) -> list[str]:
    """Return what is not as good as it should be, in words."""
    missed = []
    if ours.caught < GOALS["caught"] * ours.broken:
        missed.append(f"{ours.caught} of {ours.broken} drafts that break a clause are caught.")
    if ours.left_alone < GOALS["left_alone"] * ours.good:
        missed.append(f"{ours.left_alone} of {ours.good} good drafts are left alone.")
    if theirs and theirs.fix_or_above > GOALS["fix_or_above"]:
        missed.append(f"{theirs.fix_or_above:.1%} of ordinary posts are at fix or above.")
    if theirs and theirs.any > GOALS["any"]:
        missed.append(f"{theirs.any:.1%} of ordinary posts have a finding.")
    return missed


def as_data(ours: Labelled, theirs: Ordinary | None, missed: list[str]) -> dict[str, Any]:
    """Return the report as JSON will have it."""
    return {
        "labelled": {
            "drafts": ours.drafts,
            "broken": {"drafts": ours.broken, "caught": ours.caught},
            "good": {"drafts": ours.good, "left_alone": ours.left_alone},
            "topics": {
                scale.topic: {
                    "found": scale.found,
                    "missed": scale.missed,
                    "false": scale.false,
                    "precision": scale.precision,
                    "recall": scale.recall,
                }
                for scale in ours.topics
            },
        },
        "ordinary": theirs
        and {
            "posts": theirs.posts,
            "verdicts": dict(theirs.verdicts),
            "fix_or_above": theirs.fix_or_above,
            "any": theirs.any,
            "rules": {
                firing.rule: {
                    "severity": firing.severity,
                    "posts": firing.posts,
                    "examples": firing.examples,
                }
                for firing in theirs.firings
            },
        },
        "goals": GOALS,
        "missed": missed,
    }


def _show(console: Console, ours: Labelled, theirs: Ordinary | None, file: Path) -> None:
    console.print(_topics(ours))
    console.print(
        f"{ours.caught} of {ours.broken} drafts that break a clause are caught; "
        f"{ours.left_alone} of {ours.good} good drafts are Clear."
    )
    if theirs is None:
        console.print(
            f"\n[bold yellow]Skipped: no ordinary posts in {file}.[/] "
            "Name a file: make corpus ORDINARY=posts.jsonl"
        )
        return
    console.print(_rates(theirs))
    console.print(
        f"{theirs.posts} ordinary posts: {theirs.fix_or_above:.2%} at fix or above, "
        f"{theirs.any:.2%} with any finding."
    )


def _topics(ours: Labelled) -> Table:
    table = Table("topic", title=f"{ours.drafts} labelled drafts")
    for name in ("labelled", "found", "false", "precision", "recall"):
        table.add_column(name, justify="right")
    for scale in ours.topics:
        counts = (scale.found + scale.missed, scale.found, scale.false)
        table.add_row(scale.topic, *map(str, counts), _share(scale.precision), _share(scale.recall))
    return table


def _rates(theirs: Ordinary) -> Table:
    table = Table("rule", "severity", title="What fires on ordinary posts")
    table.add_column("posts", justify="right")
    table.add_column("share", justify="right")
    table.add_column("for example", overflow="fold")
    for firing in theirs.firings[:_SHOWN]:
        share = f"{firing.posts / theirs.posts:.2%}"
        example = firing.examples[0].replace("[", r"\[")
        table.add_row(firing.rule, firing.severity, str(firing.posts), share, example)
    return table


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make corpus", description=__doc__)
    parser.add_argument("--rules", type=Path, default=RULES, help="the rule folder")
    parser.add_argument(
        "--ordinary",
        type=Path,
        default=Path("../shared/data/ordinary_posts.jsonl"),
        help="ordinary posts: JSON Lines with a draft each",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
