"""What `checkpost doctor` looks at, one function a thing; each says what it saw and the remedy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from bot.cli.diagnose_model import look_at_model
from bot.cli.diagnosis import Diagnosis, State, post
from bot.cli.diagnosis_aside import look_at_work
from bot.cli.diagnosis_comms import look_at_comms, look_at_fallbacks
from bot.cli.diagnosis_dates import look_at_dates
from bot.cli.diagnosis_digest import look_at_digest
from bot.cli.diagnosis_keys import look_at_keys
from bot.cli.diagnosis_profile import look_at_profile
from bot.folders import rules_folder
from bot.missing import NO_PORT
from bot.policy.handbook import load_with_policy
from bot.settings import Settings, unknown_variables

_LOW_DISK = 500 * 2**20  # SQLite and its write-ahead log need room to finish what they began


SCOPES = frozenset(
    {
        "assistant:write",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "users:read",
    }
)
"""What the bot token may need to be allowed: manifest.json asks for the same."""
_ONCE = frozenset({"channels:history", "channels:read", "groups:history"})
"""By these it finds a digest that it posted and did not note down, before a crash."""

Look = Callable[[Settings], Awaitable[Diagnosis]]


def others_read(file: Path) -> bool:
    """Whether users besides its owner may read or change a file, where there is one."""
    try:
        return os.name == "posix" and bool(file.stat().st_mode & 0o066)
    except OSError:
        return False


async def look_at_settings(settings: Settings) -> Diagnosis:
    """Look for variables that mean nothing here, and for one that another needs."""
    if settings.lacks_port:
        return Diagnosis("Settings", State.FAIL, NO_PORT, "Set PORT, or CHECKPOST_METRICS=false.")
    unknown = unknown_variables()
    if unknown:
        says = f"not known here: {', '.join(map(str, unknown))}"
        return Diagnosis("Settings", State.WARN, says, "Compare with .env.example.")
    if others_read(Path(".env")):
        says = "other users of this machine can read .env, where tokens stand"
        return Diagnosis("Settings", State.WARN, says, "Run: chmod 600 .env")
    return Diagnosis("Settings", State.OK, "read")


async def look_at_rules(settings: Settings) -> Diagnosis:
    """Load the rules as `run` would."""
    folder = rules_folder(settings)
    loaded = load_with_policy(folder)
    if loaded.ruleset is None:
        says = f"none could be loaded from {folder}"
        return Diagnosis("Rules", State.FAIL, says, "Run: checkpost rules check")
    says = f"{len(loaded.ruleset.rules)} from {folder}"
    if loaded.problems:
        says += f", {len(loaded.problems)} with a problem"
        return Diagnosis("Rules", State.WARN, says, "Run: checkpost rules check")
    return Diagnosis("Rules", State.OK, says)


async def look_at_database(settings: Settings) -> Diagnosis:
    """Open the database, where there is one already."""
    from storage.problem import StoreProblem
    from storage.store import Store
    from storage.urls import parse_url

    try:
        database = parse_url(settings.database_url)
        if database.path is not None and not database.path.exists():
            says = f"{database.name} will be made on the first run"
            return Diagnosis("Database", State.OK, says)
        store = await Store.open(settings.database_url)
        await store.close()
    except StoreProblem as problem:
        return Diagnosis("Database", State.FAIL, str(problem))
    return Diagnosis("Database", State.OK, database.name)


async def look_at_disk(settings: Settings) -> Diagnosis:
    """See how much room the database has left."""
    from storage.problem import StoreProblem
    from storage.urls import parse_url

    try:
        file = parse_url(settings.database_url).path
    except StoreProblem:
        file = None  # said under Database
    folder = Path() if file is None else file.parent
    free = shutil.disk_usage(folder).free if folder.is_dir() else 0
    says = f"{free // 2**20:,} MB free"
    if free < _LOW_DISK:
        return Diagnosis("Disk", State.WARN, says, "Make room: a full disk stops new checks.")
    return Diagnosis("Disk", State.OK, says)


async def look_at_slack(settings: Settings) -> Diagnosis:
    """Ask Slack who the bot token belongs to, and what it may do."""
    if settings.slack_bot_token is None:
        says = "no SLACK_BOT_TOKEN: `checkpost run` starts the demo"
        return Diagnosis("Slack", State.OFF, says)
    token = settings.slack_bot_token.get_secret_value()
    try:
        answer = await post(f"{settings.slack_api_url}auth.test", token)
    except httpx.HTTPError as error:
        says = f"{_host(settings.slack_api_url)} did not answer ({type(error).__name__})"
        return Diagnosis("Slack", State.FAIL, says, "Check the network and SLACK_API_URL.")
    body = answer.json() if "json" in answer.headers.get("content-type", "") else {}
    if not body.get("ok"):
        says = f"Slack answers {body.get('error', answer.status_code)}"
        return Diagnosis("Slack", State.FAIL, says, "Copy SLACK_BOT_TOKEN again: Install App page.")
    granted = answer.headers.get("x-oauth-scopes")
    missing = (
        SCOPES - set(granted.replace(" ", "").split(",")) if granted is not None else frozenset()
    )
    if missing:
        says = f"the token lacks {', '.join(sorted(missing))}"
        remedy = "Update the app from manifest.json, then install it again."
        if missing <= _ONCE:
            says += ": after a crash a weekly digest may come twice"
            return Diagnosis("Slack", State.WARN, says, remedy)
        return Diagnosis("Slack", State.FAIL, says, remedy)
    mode = "Socket Mode" if settings.slack_app_token else "HTTP"
    return Diagnosis("Slack", State.OK, f"{body.get('team')}, as {body.get('user')}, {mode}")


LOOKS: tuple[Look, ...] = (
    look_at_settings,
    look_at_rules,
    look_at_dates,
    look_at_database,
    look_at_keys,
    look_at_work,
    look_at_profile,
    look_at_disk,
    look_at_slack,
    look_at_comms,
    look_at_fallbacks,
    look_at_digest,
    look_at_model,
)


def _host(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2]
