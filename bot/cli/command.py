"""The command line as a whole: which commands there are and how they are grouped."""

from __future__ import annotations

import typer

from bot.cli.ask import ask
from bot.cli.campaigns import campaigns_app
from bot.cli.check import check
from bot.cli.digest import digest
from bot.cli.doctor import doctor
from bot.cli.eval import evaluate
from bot.cli.facts import facts_app
from bot.cli.init import init
from bot.cli.privacy import privacy_app
from bot.cli.rules import rules_app
from bot.cli.run import demo, run, upgrade

_ABOUT = """Checkpost coaches you before you post: privately, in Slack or here.

Try it: `echo "Try Tidewatch, it is the best" | checkpost check`
"""


def build() -> typer.Typer:
    """Return the `checkpost` application."""
    app = typer.Typer(
        help=_ABOUT,
        no_args_is_help=True,
        rich_markup_mode="markdown",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_version)
    app.command(rich_help_panel="For authors")(check)
    app.command(rich_help_panel="For authors")(ask)
    app.command(rich_help_panel="For the comms team")(init)
    app.add_typer(rules_app, name="rules", rich_help_panel="For the comms team")
    app.add_typer(campaigns_app, name="campaigns", rich_help_panel="For the comms team")
    app.add_typer(facts_app, name="facts", rich_help_panel="For the comms team")
    app.command(rich_help_panel="For the comms team")(digest)
    app.command("eval", rich_help_panel="For the comms team")(evaluate)
    app.command(rich_help_panel="For operators")(run)
    app.command(rich_help_panel="For operators")(demo)
    app.command(rich_help_panel="For operators")(doctor)
    app.add_typer(privacy_app, name="privacy", rich_help_panel="For operators")
    database = typer.Typer(help="Look after the database.", no_args_is_help=True)
    database.command("upgrade")(upgrade)
    app.add_typer(database, name="db", rich_help_panel="For operators")
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"checkpost {version('checkpost')}")
        raise typer.Exit


def _version(
    *,
    version: bool = typer.Option(
        False, "--version", help="Show the version.", callback=_show_version, is_eager=True
    ),
) -> None:
    del version
