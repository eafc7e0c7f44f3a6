"""What `make run` would fetch, by what is configured."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.demo.local_slack import runs_here

_ROOT = Path(__file__).resolve().parents[2]
_NEEDED = (
    "Makefile",
    "pyproject.toml",
    "requirements.lock",
    "requirements-build.lock",
    "package-lock.json",
    ".npmrc",
)

pytestmark = pytest.mark.skipif(
    not runs_here() or shutil.which("make") is None, reason="needs make on Linux x86-64"
)


def plan(folder: Path, **environment: str) -> str:
    """Return the commands that `make run` would run in a fresh clone."""
    for name in _NEEDED:
        shutil.copy(_ROOT / name, folder)
    return subprocess.run(
        ["make", "--dry-run", "--no-print-directory", "run"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHON": sys.executable, **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.parametrize(
    "line",
    [
        "",
        "SLACK_BOT_TOKEN=",
        'SLACK_BOT_TOKEN=""',
        "SLACK_APP_TOKEN=   # none yet",
        "# SLACK_BOT_TOKEN=xoxb",
        "OPENAI_API_KEY=abc",
    ],
)
def test_the_workspace_is_fetched_where_no_slack_is_configured(tmp_path: Path, line: str) -> None:
    (tmp_path / ".env").write_text(line + "\n")
    assert "npm ci" in plan(tmp_path)


@pytest.mark.parametrize(
    "line",
    [
        "SLACK_BOT_TOKEN=xoxb",
        'export SLACK_APP_TOKEN="xapp"',
        "  slack_signing_secret = 'abc'",
    ],
)
def test_who_has_a_slack_in_the_file_fetches_nothing(tmp_path: Path, line: str) -> None:
    (tmp_path / ".env").write_text(line + "\n")
    assert "npm ci" not in plan(tmp_path)


def test_who_has_a_slack_in_the_environment_fetches_nothing(tmp_path: Path) -> None:
    planned = plan(tmp_path, SLACK_BOT_TOKEN="xoxb")  # noqa: S106 -- no token
    assert "npm ci" not in planned
    assert "xoxb" not in planned


def test_no_token_means_no_file_is_needed(tmp_path: Path) -> None:
    assert "npm ci" in plan(tmp_path)


def test_no_lock_names_where_things_come_from() -> None:
    locks = [*_ROOT.glob("requirements*.lock"), _ROOT / "package-lock.json", _ROOT / ".npmrc"]
    assert len(locks) >= 5
    # npm also writes down whom one may thank.
    bare = {each.name: re.sub(r'"funding": {[^}]*}', "", each.read_text("utf-8")) for each in locks}
    assert [name for name, text in bare.items() if "://" in text] == []
