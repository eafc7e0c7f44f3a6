"""What docs/rules-review.md promises, done: the workflow's commands, the hooks, the way back."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import forked
from tests.few_rules import few_rules

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company's repository: its rules on the branch that others call origin/main."""
    folder = tmp_path_factory.mktemp("company")
    shutil.copytree(few_rules(), folder / "rules")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Our rules")
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    return folder


def git(folder: Path, *args: str) -> None:
    who = ["-c", "user.name=Comms", "-c", "user.email=comms@brightwater.example"]
    subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)


def checkpost(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    assert words[0].endswith("checkpost")
    return forked.checkpost(*words[1:], folder=folder)


def commands() -> list[str]:
    workflow = yaml.safe_load((ROOT / "docs/examples/rules-review.yml").read_text())
    runs = [step["run"] for step in workflow["jobs"]["rules"]["steps"] if "run" in step]
    return [run for run in runs if "checkpost" in run]


def hooks() -> list[dict[str, Any]]:
    found = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("command", [*commands(), *(hook["entry"] for hook in hooks())])
def test_every_command_passes_on_rules_that_are_in_order(repository: Path, command: str) -> None:
    done = checkpost(repository, command)
    assert done.returncode == 0, done.stderr


def test_a_broken_rule_fails_the_review_with_its_place(repository: Path) -> None:
    file = repository / "rules" / "packs" / "core" / "disclosure.yaml"
    whole = file.read_text()
    try:
        file.write_text(whole.replace("severity: fix", "severity: fxi", 1))
        done = checkpost(repository, commands()[0])
    finally:
        file.write_text(whole)
    assert done.returncode == 2
    assert "disclosure.yaml:" in done.stdout + done.stderr
    assert "fxi" in done.stdout + done.stderr


def test_going_back_is_one_step(repository: Path) -> None:
    file = repository / "rules" / "packs" / "core" / "disclosure.yaml"
    whole = file.read_text()
    file.write_text("rules: [")
    git(repository, "commit", "--all", "--quiet", "--message", "A mistake")
    git(repository, "checkout", "HEAD~1", "--", "rules")
    assert file.read_text() == whole
    assert checkpost(repository, commands()[0]).returncode == 0
