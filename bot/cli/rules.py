"""`checkpost rules …`: what the people who look after the rules need."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.cli.rules_care import backtest_rules, lint_rules, print_schema
from bot.cli.rules_comments import show_comments
from bot.cli.rules_decisions import show_decisions
from bot.cli.rules_drafts import explain_draft, try_draft
from bot.cli.rules_gaps import show_gaps
from bot.cli.rules_stats import show_stats
from bot.cli.ruleset import fail, settings_or_exit
from bot.folders import rules_folder

rules_app = typer.Typer(
    help="Look after the rules: check, test, try, explain, lint, compare.", no_args_is_help=True
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@rules_app.command()
def check(as_json: AsJson = False) -> None:
    """Load every rule and clause and say all that is wrong, with its place and the remedy.

    Exits 2 on any error, 0 when all rules load.
    """
    from bot.cli.rules_show import problems_as_json, show_check
    from bot.policy.handbook import load_with_policy

    loaded = load_with_policy(rules_folder(settings_or_exit()))
    if as_json:
        typer.echo(json.dumps(problems_as_json(loaded), ensure_ascii=False))
    else:
        show_check(loaded)
    raise typer.Exit(2 if loaded.errors or loaded.ruleset is None else 0)


@rules_app.command("test")
def run_tests(
    rule_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One rule; without it all of them.")
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Show which words no test uses.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Run the tests that stand in the rules.

    Exits 1 when a test fails, 2 when a rule could not be read or no rule has that id.
    """
    from bot.cli.rules_show import show_tests, tests_as_json
    from bot.policy.lint.coverage import cover
    from bot.policy.loader import load
    from bot.policy.problem import nearest

    loaded = load(rules_folder(settings_or_exit()))
    trials = [trial for trial in loaded.trials if rule_id in {None, trial.rule.id}]
    known = {trial.rule.id for trial in loaded.trials}
    if rule_id is not None and rule_id not in known:
        close = nearest(rule_id, known)
        fail(
            f"No rule with tests is called {rule_id}."
            + (f" Did you mean {close}?" if close else "")
        )
    covered = cover(loaded, rule_id) if coverage and loaded.ruleset else []
    if as_json:
        typer.echo(json.dumps(tests_as_json(trials, covered), ensure_ascii=False))
    else:
        show_tests(loaded, trials, covered)
    unread = [p for p in loaded.errors if rule_id is None]
    failed = not all(trial.passed for trial in trials)
    raise typer.Exit(1 if failed else 2 if unread else 0)


rules_app.command("try")(try_draft)
rules_app.command("explain")(explain_draft)
rules_app.command("lint")(lint_rules)
rules_app.command("backtest")(backtest_rules)
rules_app.command("stats")(show_stats)
rules_app.command("schema")(print_schema)
rules_app.command("gaps")(show_gaps)
rules_app.command("comments")(show_comments)
rules_app.command("decisions")(show_decisions)
