"""What `checkpost eval` puts before which endpoint, and the run itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.ruleset import fail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.policy.ruleset import RuleSet
    from bot.review.endpoint import Endpoint
    from bot.review.eval.cases import Case
    from bot.review.eval.run import Seen
    from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """What is put before which endpoint. `recorded` says where the answers come from.

    `prompts` is the hash of the prompts that were answered, empty where nobody noted it.
    """

    asked: list[tuple[Case, Endpoint]]
    model: str
    recorded: str
    at: datetime
    at_once: int
    unanswered: int = 0
    prompts: str = ""


def live_plan(settings: Settings, cases: list[Case], repeats: int) -> Plan:
    """Return the plan that asks the configured endpoint; exits 2 where there is none."""
    from bot.folders import prompts_folder
    from bot.review.client import OpenAIEndpoint
    from bot.review.models import default_model
    from bot.review.prompts import PromptProblem, Prompts

    if not settings.has_ai:
        fail("--live needs an endpoint: set OPENAI_API_KEY, or OPENAI_BASE_URL.")
    key = settings.openai_api_key
    endpoint = OpenAIEndpoint(settings.ai_base_url, key.get_secret_value() if key else None)
    try:
        model = settings.checkpost_model or default_model(prompts_folder(settings))
    except PromptProblem as problem:
        fail(str(problem))
    asked: list[tuple[Case, Endpoint]] = [
        (case, endpoint) for case in cases for _ in range(repeats)
    ]
    hashed = Prompts(prompts_folder(settings)).hash()
    return Plan(asked, model, "live", datetime.now(UTC), 1, prompts=hashed)


def replay_plan(settings: Settings, cases: list[Case], answers: Path | None) -> Plan:
    """Return the plan that asks nobody; exits 2 when the recorded answers cannot be used."""
    from bot.folders import prompts_folder
    from bot.review.eval.answers import Replayed, read_recordings

    file = answers or prompts_folder(settings) / "recorded.jsonl"
    try:
        known = read_recordings(file)
    except (OSError, ValueError) as error:
        fail(f"The recorded answers cannot be used: {error}. Ask the endpoint with --live.")
    asked: list[tuple[Case, Endpoint]] = [
        (case, Replayed(one.answers)) for case in cases for one in known.get(case.id, ())
    ]
    if not asked:
        fail(f"{file} answers none of these drafts. Ask the endpoint with --live.")
    told = [one for case in cases for one in known.get(case.id, ())]
    models, kinds, hashes = (
        ", ".join(sorted({getattr(one, name) for one in told} - {""}))
        for name in ("model", "recorded", "prompts")
    )
    when = datetime.fromisoformat(told[0].at)
    left = sum(case.id not in known for case in cases)
    return Plan(asked, models, kinds, when, 1, left, hashes)


async def examined(plan: Plan, settings: Settings, ruleset: RuleSet, *, quiet: bool) -> list[Seen]:
    """Review every draft of the plan, with a progress bar unless `quiet`."""
    from rich.console import Console
    from rich.progress import Progress

    from bot.folders import prompts_folder
    from bot.review.eval.run import Examiner
    from bot.review.prompts import Prompts
    from bot.wiring.reviewing import parts_for_eval

    parts = parts_for_eval(ruleset, Prompts(prompts_folder(settings)), plan.at)
    examiner = Examiner(parts, plan.model, at_once=plan.at_once)
    with Progress(console=Console(stderr=True), transient=True, disable=quiet) as progress:
        task = progress.add_task("Reading drafts", total=len(plan.asked))
        seen = await examiner.examine(plan.asked, lambda: progress.advance(task))
    for endpoint in {id(endpoint): endpoint for _, endpoint in plan.asked}.values():
        await endpoint.aclose()
    return seen


def keep(file: Path, plan: Plan, seen: Sequence[Seen]) -> None:
    """Write the answers down, so that they can be replayed."""
    from bot.review.eval.answers import Recording, write_recordings

    at = plan.at.isoformat()
    kept = [
        Recording(one.case.id, plan.recorded, plan.model, at, one.answers, plan.prompts)
        for one in seen
        if not one.is_error
    ]
    try:
        write_recordings(file, kept)
    except OSError as error:
        typer.echo(f"{file} cannot be written: {error.strerror}.", err=True)
