"""The documents say what is true: every command and every file they name exists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typer

from bot.cli.command import build
from storage.schema import metadata

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "rules" / "README.md",
    ROOT / "prompts" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


def commands() -> set[str]:
    group = typer.main.get_command(build())
    named = getattr(group, "commands", {})
    inner = {f"{name} {sub}" for name, c in named.items() for sub in getattr(c, "commands", {})}
    return set(named) | inner


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_command_that_is_named_exists(document: Path) -> None:
    text = document.read_text()
    named = re.findall(
        r"(?<!/)\bcheckpost ((?:rules|db|facts|privacy) [a-z]+|[a-z]+)\b(?!\.)", text
    )
    shown = {name for name in named if f"checkpost {name}" in " ".join(_code(text))}
    assert shown - commands() == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_link_inside_the_project_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_security_page_explains_every_scope_and_names_tests_that_exist() -> None:
    text = (ROOT / "docs" / "security.md").read_text()
    manifest = json.loads((ROOT / "manifest.json").read_text())
    assert set(re.findall(r"^\| `([a-z]+(?::[a-z]+)?)` \|", text, re.MULTILINE)) == set(
        manifest["oauth_config"]["scopes"]["bot"]
    )
    named = re.findall(r"`(tests/[\w/.]+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_privacy_page_names_every_table() -> None:
    text = (ROOT / "docs" / "privacy.md").read_text()
    assert [name for name in metadata.tables if f"`{name}`" not in text] == []


@pytest.mark.parametrize("page", ["operations", "scaling"])
def test_a_page_for_operators_names_tests_that_exist(page: str) -> None:
    named = re.findall(r"`(tests/[\w/.]+)`", (ROOT / "docs" / f"{page}.md").read_text())
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_readme_names_what_an_author_an_editor_and_an_operator_need() -> None:
    text = (ROOT / "README.md").read_text()
    for needed in ("check", "rules check", "rules test", "doctor"):
        assert f"checkpost {needed}" in text
    for target in ("run", "test", "bench", "help", "wheel"):
        assert f"make {target}" in text


def _code(text: str) -> list[str]:
    fenced = re.findall(r"```.*?```", text, re.DOTALL)
    return fenced + re.findall(r"`[^`\n]+`", text)
