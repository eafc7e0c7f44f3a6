"""`checkpost init`: write a company's own rule folder, ready to commit."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.ruleset import fail

if TYPE_CHECKING:
    from bot.cli.starter import Profile

_Name = Annotated[str | None, typer.Argument(metavar="ORG", help="Your company's name.")]
_Folder = Annotated[Path, typer.Option("--folder", help="Where to write.")]
_Words = Annotated[list[str] | None, typer.Option(help="As often as needed.")]
_Client = Annotated[list[str] | None, typer.Option(help="A customer who agreed to be named.")]
_Secret = Annotated[list[str] | None, typer.Option(help="A customer who must not be named.")]
_Domain = Annotated[list[str] | None, typer.Option(help="A public web address.")]
_Internal = Annotated[list[str] | None, typer.Option(help="An address that only works inside.")]
_Ticker = Annotated[str | None, typer.Option(help="The stock ticker.")]
_Zone = Annotated[str | None, typer.Option(help="Such as Europe/Lisbon.")]
_Region = Annotated[str | None, typer.Option(help="The country's two capitals.")]
_Language = Annotated[str | None, typer.Option(help="Such as en.")]
_Comms = Annotated[str | None, typer.Option(help="The comms team's channel.")]
_Yes = Annotated[
    bool | None,
    typer.Option("--yes/--ask", help="Take the defaults, or ask; else as the terminal allows."),
]
_COPIED = ("platforms.yaml", "schema.json", "policy/synonyms.yaml")
_GUIDE = "GUIDE.md"
_LONGEST = 80  # characters of a company's name
_QUESTIONS = {
    "products": "Products anybody may name (separated by commas)",
    "codenames": "Names of projects that are not announced",
    "reference_clients": "Customers who agreed to be named",
    "confidential_clients": "Customers who must not be named",
    "competitors": "Competitors",
}


def init(
    organisation: _Name = None,
    *,
    folder: _Folder = Path("rules"),
    product: _Words = None,
    codename: _Words = None,
    client: _Client = None,
    secret_client: _Secret = None,
    competitor: _Words = None,
    domain: _Domain = None,
    internal_domain: _Internal = None,
    ticker: _Ticker = None,
    timezone: _Zone = None,
    region: _Region = None,
    language: _Language = None,
    comms: _Comms = None,
    yes: _Yes = None,
) -> None:
    """Write your company's own rules: organisation file, core pack, and a pack of your own.

    Asks step by step what no option says; with --yes, or where nobody can answer, it takes the
    defaults. Never overwrites: exits 2 when the folder holds anything.
    """
    from bot.cli.starter import Profile

    _must_be_new(folder)
    ask = _Asking(quiet=not sys.stdin.isatty() if yes is None else yes)
    lists = (product, codename, client, secret_client, competitor)
    given = dict(zip(_QUESTIONS, lists, strict=True))
    profile = Profile(
        name=_named(organisation or ask.text("Your company's name", "")),
        timezone=timezone or ask.text("Time zone", "Europe/London"),
        region=(region or ask.text("Country (two capitals)", "GB")).upper(),
        language=language or ask.text("Language of most posts", "en"),
        comms=comms or ask.text("Channel of the comms team", "#comms"),
        ticker=ask.text("Stock ticker (Enter for none)", "") if ticker is None else ticker,
        domains=ask.words("Public web addresses, such as acme.com", domain),
        internal=ask.words("Addresses that only work inside", internal_domain),
        words={key: ask.words(_QUESTIONS[key], words) for key, words in given.items()},
    )
    _write(folder, profile)
    _say_what_is_next(folder, profile)


def _must_be_new(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        fail(f"{folder} is there already, and nothing is overwritten. Choose --folder OTHER.")


def _named(said: str) -> str:
    # In a list of words an asterisk ends a word's stem, so it cannot be a letter of a name.
    name = " ".join(said.replace("*", " ").split())
    if not name or len(name) > _LONGEST:
        fail("Which company? Give the name people use, for example: checkpost init Acme")
    return name


class _Asking:
    """Asks the person at the keyboard, or takes the default where nobody sits there."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def text(self, question: str, default: str) -> str:
        if self._quiet:
            return default
        return str(typer.prompt(question, default=default, show_default=bool(default))).strip()

    def words(self, question: str, given: list[str] | None) -> tuple[str, ...]:
        said = self.text(f"{question} (Enter for none)", "").split(",") if given is None else given
        return tuple(word.strip() for word in said if word.strip())


def _write(folder: Path, profile: Profile) -> None:
    """Write beside the place first, so that a mistake leaves nothing half done."""
    from bot.cli.starter import files
    from bot.cli.starter_drills import drills
    from bot.folders import shipped_rules

    shipped = shipped_rules()
    making = folder.with_name(f".{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        shutil.copytree(shipped / "packs" / "core", making / "packs" / "core")
        (making / "policy").mkdir()
        for file in _COPIED:
            shutil.copyfile(shipped / file, making / file)
        shutil.copyfile(shipped / "README.md", making / _GUIDE)
        own = files(profile, datetime.now(UTC).date())
        for path, text in {**own, **drills(_shipped_drills(shipped), profile.domains)}.items():
            target = making / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        folder.parent.mkdir(parents=True, exist_ok=True)
        making.replace(folder)  # takes the place of an empty folder, too
    except OSError as error:
        shutil.rmtree(making, ignore_errors=True)
        fail(f"{folder} cannot be written: {error.strerror}.")
    _check(folder)


def _shipped_drills(shipped: Path) -> dict[str, str]:
    found = sorted((shipped / "drills").rglob("*.yaml"))
    return {file.relative_to(shipped).as_posix(): file.read_text("utf-8") for file in found}


def _check(folder: Path) -> None:
    """Read the new folder back: a name or zone that was typed wrong is said at once."""
    from bot.policy.handbook import load_with_policy

    problems = load_with_policy(folder).errors
    if problems:
        shutil.rmtree(folder)
        for problem in problems[:5]:
            typer.echo(str(problem), err=True)
        fail("Nothing was written. Mend what these lines say and try again.")


def _say_what_is_next(folder: Path, profile: Profile) -> None:
    typer.echo(f"Wrote {folder} for {profile.name}: everything in it works.\n")
    typer.echo("Next:")
    typer.echo(f"  1. Read {folder}/organization.yaml, and fill its lists.")
    typer.echo(f'  2. CHECKPOST_RULES={folder} checkpost rules try "a draft of yours"')
    typer.echo(f"  3. Put rules of your own into {folder}/packs/{profile.pack}/.")
    typer.echo(f'  4. git add {folder} && git commit -m "Our posting rules"')
