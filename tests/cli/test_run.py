"""`checkpost run` when something is not as it should be: one message, exit 2, nothing destroyed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests import forked

ROOT = Path(__file__).parents[2]
BOT_TOKEN = "xoxb-" + "1-made-up"
APP_TOKEN = "xapp-" + "1-made-up"
NOBODY = "http://127.0.0.1:9/api/"  # the discard port: nothing answers there


def run(
    folder: Path, env: dict[str, str] | None = None, command: str = "run", expect: int = 2
) -> subprocess.CompletedProcess[str]:
    done = forked.checkpost(*command.split(), folder=folder, env=env)
    assert done.returncode == expect, done.stderr
    assert "Traceback" not in done.stderr
    return done


def connected(**env: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": NOBODY,
    } | env


def test_half_of_slacks_settings_names_the_other_half(tmp_path: Path) -> None:
    said = run(tmp_path, {"SLACK_BOT_TOKEN": BOT_TOKEN}).stderr
    assert "SLACK_APP_TOKEN" in said
    assert "SLACK_SIGNING_SECRET" in said


def test_every_malformed_setting_is_named_at_once(tmp_path: Path) -> None:
    wrong = {"SLACK_BOT_TOKEN": "nonsense", "PORT": "0", "CHECKPOST_PROFILE": "loud"}
    said = run(tmp_path, wrong).stderr
    assert [name for name in wrong if name not in said] == []


def test_a_slack_that_cannot_be_reached_is_named_and_so_is_a_misspelt_setting(
    tmp_path: Path,
) -> None:
    said = run(tmp_path, connected(CHECKPOST_PROFIL="anonymous")).stderr
    [line] = [json.loads(each) for each in said.splitlines() if "setting_unknown" in each]
    assert (line["name"], line["did_you_mean"]) == ("CHECKPOST_PROFIL", "CHECKPOST_PROFILE")
    assert "anonymous" not in said
    assert "127.0.0.1:9" in said
    assert BOT_TOKEN not in said


def test_a_damaged_database_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.db").write_text("a shopping list")
    said = run(tmp_path, connected(CHECKPOST_DATABASE_URL="sqlite:///mine.db")).stderr
    assert "mine.db" in said
    assert (tmp_path / "mine.db").read_text() == "a shopping list"


def test_a_folder_without_rules_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "empty" in run(tmp_path, connected(CHECKPOST_RULES="empty")).stderr


def test_a_broken_prompt_is_named_and_keeps_nothing_from_starting(tmp_path: Path) -> None:
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "review.md").write_text("no front matter")
    (tmp_path / "prompts" / "models.yaml").write_text("default: a-model\n")
    env = connected(OPENAI_API_KEY="made-up", CHECKPOST_PROMPTS="prompts")
    done = run(tmp_path, env)
    assert "review.md" in done.stdout + done.stderr
    assert "127.0.0.1:9" in done.stderr
    (tmp_path / "draft.txt").write_text("Good morning")
    said = run(tmp_path, env, "check draft.txt --json", expect=0)
    assert '"disabled"' in said.stdout
    assert "review.md" in said.stderr


@pytest.mark.parametrize("times", [1, 2])
def test_the_schema_is_brought_up_to_date_as_often_as_one_likes(tmp_path: Path, times: int) -> None:
    for _ in range(times):
        said = run(tmp_path, command="db upgrade", expect=0).stdout
    assert "checkpost.db is up to date" in said
