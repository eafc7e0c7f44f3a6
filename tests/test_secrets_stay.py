"""No secret stands where other processes could read it: in arguments, or what children inherit."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import environment_for_others, keep_secrets_from_children, load_settings
from tests.e2e.stage import RUN
from tests.faults.ground import ground, takes_its_time
from tests.processes import command_lines, descendants

ROOT = Path(__file__).parents[1]
SECRETS = {
    "SLACK_BOT_TOKEN": "-".join(["xoxb", secrets.token_hex(12)]),
    "SLACK_APP_TOKEN": "-".join(["xapp", secrets.token_hex(12)]),
    "SLACK_SIGNING_SECRET": secrets.token_hex(16),
    "OPENAI_API_KEY": secrets.token_hex(16),
    "CHECKPOST_SECRET_KEY": secrets.token_hex(16),
    "CHECKPOST_DATABASE_URL": f"postgresql://bot:{secrets.token_hex(12)}@127.0.0.1/none",
}


@pytest.fixture
def _given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)


def shown_to_a_child(environment: dict[str, str] | None = None) -> str:
    return subprocess.run(
        [shutil.which("env") or "env"], env=environment, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.usefixtures("_given")
def test_a_running_bot_hands_no_secret_on() -> None:
    settings = load_settings()
    assert settings.database_url in shown_to_a_child()

    keep_secrets_from_children()

    assert [name for name, value in SECRETS.items() if value in shown_to_a_child()] == []
    assert "PATH=" in shown_to_a_child()


@pytest.mark.usefixtures("_given")
def test_another_program_gets_the_environment_without_them() -> None:
    shown = shown_to_a_child(environment_for_others())

    assert [name for name, value in SECRETS.items() if value in shown] == []
    assert "PATH=" in shown
    assert os.environ["SLACK_BOT_TOKEN"] == SECRETS["SLACK_BOT_TOKEN"]


def test_git_gets_none_either(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nenv > {tmp_path}/told\necho $@ >> {tmp_path}/told\nexit 1\n")
    program.chmod(0o755)

    subprocess.run(
        [sys.executable, "-m", "bot", "rules", "backtest", "--against", "HEAD"],
        cwd=ROOT,
        env={**os.environ, **SECRETS, "PATH": f"{program.parent}:{os.environ['PATH']}"},
        capture_output=True,
        check=False,
    )

    told = (tmp_path / "told").read_text()
    assert "rev-parse" in told
    assert [name for name, value in SECRETS.items() if value in told] == []


@pytest.mark.e2e
async def test_the_arguments_of_the_running_bot_hold_none(tmp_path: Path) -> None:
    luck = random.Random(1)  # noqa: S311 -- no secrets
    url = f"sqlite:///{tmp_path}/checkpost.db"
    more = {name: SECRETS[name] for name in ("OPENAI_API_KEY", "CHECKPOST_SECRET_KEY")}
    async with ground(url, tmp_path, luck, takes_its_time(luck, 0.1, 0.1), more, RUN) as here:
        assert here.bot.process
        given = [*more.values(), here.signing_secret, here.bot.access.bot_token]
        shown = "\n".join(command_lines())
        assert f"{sys.executable} -m bot run" in shown
        assert [*descendants(here.bot.process.pid)] == [], "and it starts nobody"

    assert [secret for secret in given if secret in shown] == []
