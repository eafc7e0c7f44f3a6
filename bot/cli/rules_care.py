"""`checkpost rules lint`, `backtest` and `schema`: looking after a rule set as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.ruleset import fail, ruleset_or_exit, settings_or_exit, sound_or_exit
from bot.folders import rules_folder
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.cli.corpus import Labelled
    from bot.policy.backtest import Sample
    from bot.policy.ruleset import RuleSet

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
CorpusFile = Annotated[
    Path | None,
    typer.Option("--corpus", metavar="FILE", help="Drafts, one JSON object a line."),
]


def lint_rules(
    corpus: CorpusFile = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 when there is a warning.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Warn of rules that work and may still be wrong: wording, upkeep, overlaps, false alarms.

    Drafts of the corpus that are labelled `clear` show which rules speak too often. Exits 2 when
    a rule could not be loaded.
    """
    from bot.cli.rules_show import many, problem_as_json, show_problem
    from bot.policy.lint.lint import lint
    from bot.verdict import Verdict

    ruleset, sound = sound_or_exit(settings_or_exit(), languages=True)
    now = datetime.now(UTC)
    labelled = _corpus(corpus, ruleset, now)
    ordinary = [row.sample.draft for row in labelled if row.verdict in {None, Verdict.CLEAR}]
    warnings = lint(ruleset, now, ordinary)
    if as_json:
        typer.echo(json.dumps([problem_as_json(w) for w in warnings], ensure_ascii=False))
    else:
        for warning in warnings:
            show_problem(warning)
        typer.echo(f"{many(len(warnings), 'warning')} over {many(len(ruleset.rules), 'rule')}.")
    raise typer.Exit(int(strict and bool(warnings)) if sound else 2)


def backtest_rules(
    against: Annotated[
        str, typer.Option("--against", metavar="REV|DIR", help="A Git revision or a rule folder.")
    ],
    corpus: CorpusFile = None,
    lent: Annotated[
        bool, typer.Option("--lent", help="The drafts that authors lent by a tick, instead.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Compare these rules with earlier ones over a corpus: what flips, by rule.

    Without --corpus it reads corpus.jsonl of the rule folder.
    """
    from bot.cli.revision import folder_at
    from bot.cli.rules_compare import backtest_as_json, show_backtest
    from bot.policy.backtest import backtest
    from bot.policy.loader import load

    settings = settings_or_exit()
    new = ruleset_or_exit(settings)
    now = datetime.now(UTC)
    ours = [] if lent else _corpus(corpus, new, now)
    samples = _lent(settings, now) if lent else [row.sample for row in ours]
    if not samples:
        fail("There is nothing to compare on. Give --corpus a file with one draft a line.")
    with folder_at(against, rules_folder(settings)) as folder:
        old = load(folder).ruleset
    if old is None:
        fail(f"No rules could be loaded from {against}.")
    result = backtest(old, new, _with_progress(samples), now)
    if as_json:
        typer.echo(json.dumps(backtest_as_json(result), ensure_ascii=False))
    else:
        show_backtest(result, against)


def print_schema(
    write: Annotated[
        bool, typer.Option("--write", help="Write schema.json into the rule folder.")
    ] = False,
) -> None:
    """Print the JSON Schema of rule files, with which editors complete and check them."""
    from bot.policy.files.json_schema import as_text

    if not write:
        typer.echo(as_text(), nl=False)
        return
    file = rules_folder(settings_or_exit()) / "schema.json"
    try:
        file.write_text(as_text(), encoding="utf-8")
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}.")
    typer.echo(f"Wrote {file}")


def _corpus(file: Path | None, ruleset: RuleSet, at: datetime) -> list[Labelled]:
    from bot.cli.corpus import CORPUS, read_corpus

    shipped = rules_folder(settings_or_exit()) / CORPUS
    if file is None and not shipped.exists():
        return []
    return read_corpus(file or shipped, ruleset, at)


def _lent(settings: Settings, now: datetime) -> list[Sample]:
    from bot.cli.stored import with_store
    from bot.keeping.lending import lent_drafts
    from bot.policy.backtest import Sample

    drafts = with_store(settings, lambda store, keys: lent_drafts(store, keys, now))
    return [Sample(draft, f"lent {number}") for number, draft in enumerate(drafts, start=1)]


def _with_progress(samples: Sequence[Sample]) -> Iterator[Sample]:
    """Yield the samples under a bar on stderr, which only a terminal shows."""
    from rich.console import Console
    from rich.progress import track

    yield from track(samples, "Reading drafts", console=Console(stderr=True), transient=True)
