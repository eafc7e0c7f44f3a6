"""`checkpost eval`: how good the reviewer is, on labelled drafts, live or from recorded answers."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.eval_plan import examined, keep, live_plan, replay_plan
from bot.cli.ruleset import fail, moment, ruleset_or_exit, settings_or_exit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cli.eval_plan import Plan
    from bot.policy.ruleset import RuleSet
    from bot.review.eval.cases import Case
    from bot.review.eval.compare import Paired
    from bot.review.eval.run import Seen
    from bot.settings import Settings

_WORSE, _UNUSABLE, _NOTHING_MEASURED = 1, 2, 3


def evaluate(
    live: Annotated[
        bool, typer.Option("--live", help="Ask the configured endpoint; it costs tokens.")
    ] = False,
    repeats: Annotated[
        int, typer.Option(min=1, help="With --live: how often to ask about each draft.")
    ] = 1,
    at_once: Annotated[int, typer.Option(min=1, help="How many drafts at a time.")] = 4,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only so many drafts, the first ones.")
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="ISO", help="The moment whose facts hold.")
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option(help="Labelled drafts; else corpus.jsonl beside the rules.")
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(help="Recorded answers; else those beside the prompts.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option(help="With --live: write the answers here, to replay them.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="An earlier --json: exit 1 if this run is worse.")
    ] = None,
    replies: Annotated[
        bool, typer.Option("--replies", help="Measure the three ticks of labelled replies.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Measure tone, claims and labels against drafts that people have labelled.

    Without --live it replays recorded answers, which asks nobody and costs nothing.

    Exits 0 when it could measure, 1 when --baseline was better beyond chance, 2 when something is
    wrong with the call or the files, 3 when the provider failed at every draft.
    """
    from bot.logs import configure
    from bot.review.eval.compare import compare
    from bot.review.eval.score import results

    configure("error")
    settings = settings_or_exit()
    ruleset = ruleset_or_exit(settings)
    when = _moment(at, ruleset)
    before = _baseline(baseline) if baseline else None
    cases = _cases(corpus, settings, replies=replies)[:limit]
    plan = live_plan(settings, cases, repeats) if live else replay_plan(settings, cases, answers)
    plan = replace(plan, at=when or plan.at, at_once=at_once)
    import asyncio

    seen = asyncio.run(examined(plan, settings, ruleset, quiet=as_json))
    if live and record is not None:
        keep(record, plan, seen)
    now = results(seen)
    changes = compare(before, now) if before is not None else []
    _tell(_report(plan, settings, seen, now, changes), as_json=as_json)
    if all(one.is_error for one in seen):
        raise typer.Exit(_NOTHING_MEASURED)
    raise typer.Exit(_WORSE if any(change.is_worse for change in changes) else 0)


def _moment(at: str | None, ruleset: RuleSet) -> datetime | None:
    try:
        return None if at is None else moment(at, ruleset)
    except ValueError as error:
        fail(f"--at: {error}.")


def _cases(corpus: Path | None, settings: Settings, *, replies: bool) -> list[Case]:
    from bot.folders import rules_folder
    from bot.review.eval.cases import read_cases

    file = corpus or rules_folder(settings) / "corpus.jsonl"
    try:
        found = read_cases(file, replies=replies)
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}. Name labelled drafts with --corpus.")
    for problem in found.problems:
        typer.echo(problem, err=True)
    if not found.cases:
        what = "reply with ticks" if replies else "draft with tone or claims labels"
        fail(f"{file} has no {what}.")
    return list(found.cases)


def _baseline(file: Path) -> list[dict[str, Any]]:
    from bot.review.eval.compare import read_baseline

    try:
        return read_baseline(file)
    except (OSError, ValueError) as error:
        fail(f"--baseline {file} is no earlier `checkpost eval --json`: {error}.")


def _report(
    plan: Plan,
    settings: Settings,
    seen: Sequence[Seen],
    now: list[dict[str, Any]],
    changes: Sequence[Paired],
) -> dict[str, Any]:
    from bot.cli.eval_ticks import ticks_report
    from bot.folders import prompts_folder
    from bot.review.eval.score import score
    from bot.review.models import price_of
    from bot.review.prompts import PromptProblem

    folder = prompts_folder(settings)
    try:
        price = price_of(folder, plan.model)
    except PromptProblem as problem:
        fail(str(problem))
    return {
        "model": plan.model,
        "recorded": plan.recorded,
        "host": plan.asked[0][1].host,
        "at": plan.at.isoformat(),
        "prompts": plan.prompts,
        "unanswered": plan.unanswered,
        **score(seen, price),
        "ticks": ticks_report(seen),
        "baseline": [{**asdict(change), "is_worse": change.is_worse} for change in changes],
        "results": now,
    }


def _tell(report: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(report))
        return
    from bot.cli.eval_show import show

    show(report)
