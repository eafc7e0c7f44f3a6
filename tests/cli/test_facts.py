"""`checkpost facts check`: what the people who approve statements read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.command import build

FACT = """version: 1
facts:
  - id: rain
    statement: "It rained on 212 days."
    source: "https://weather.example/2025"
    owner: "#weather"
    valid_from: "2020-01-01"
"""


def check(folder: Path, monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str]:
    monkeypatch.setenv("CHECKPOST_RULES", str(folder))
    done = CliRunner().invoke(build(), ["facts", "check", *args])
    return done.exit_code, " ".join(done.output.split())


def test_sound_facts_exit_0(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "facts.yaml").write_text(FACT)

    code, said = check(tmp_path, monkeypatch)

    assert code == 0
    assert "1 facts in" in said
    assert "0 errors." in said


def test_an_expired_fact_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "facts.yaml").write_text(f'{FACT}    valid_until: "2021-01-01"\n')

    code, said = check(tmp_path, monkeypatch, "--json")

    found = json.loads(said)
    assert (code, found["facts"]) == (0, 1)
    assert found["problems"][0]["severity"] == "warning"
    assert "Ask #weather" in found["problems"][0]["message"]


def test_a_mistake_exits_2_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "facts.yaml").write_text(FACT.replace("owner", "ower"))

    code, said = check(tmp_path, monkeypatch)

    assert code == 2
    assert "facts.yaml:6:5 a fact knows no 'ower'. Did you mean owner?" in said


def test_a_folder_without_facts_exits_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = check(tmp_path, monkeypatch)

    assert code == 2
    assert "has no facts.yaml" in said
