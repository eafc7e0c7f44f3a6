"""`checkpost rules stats`, against a real database."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.command import build
from storage.records import CheckRecord, FindingRecord
from storage.store import Store

HOUR = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    named = f"sqlite:///{tmp_path}/checkpost.db"
    monkeypatch.setenv("CHECKPOST_DATABASE_URL", named)
    monkeypatch.setenv("COLUMNS", "120")
    return named


def stats(*options: str) -> Result:
    return CliRunner().invoke(build(), ["rules", "stats", *options])


def told() -> dict[str, dict[str, Any]]:
    return {row["rule"]: row for row in json.loads(stats("--json").stdout)["rules"]}


def keep(url: str, rule: str, actions: list[str | None], people: int) -> None:
    """Store one check a finding, by so many people."""

    async def add() -> None:
        store = await Store.open(url)
        for number, action in enumerate(actions):
            finding = FindingRecord(rule, "1", "claim", "fix", "rule", action)
            await store.add_check(
                CheckRecord(
                    check_id=f"{rule}-{number}",
                    hour=HOUR,
                    author_key=f"{number % people:064x}",
                    platform="x",
                    purpose="post",
                    surface="command",
                    verdict="fix",
                    ruleset="sha256:1",
                    review_status="ok",
                    findings=(finding,),
                )
            )
        await store.close()

    asyncio.run(add())


def test_before_the_first_check_it_says_so_and_makes_no_database(url: str, tmp_path: Path) -> None:
    result = stats()

    assert result.exit_code == 0
    assert result.stdout.startswith("Nothing was checked yet")
    assert list(tmp_path.iterdir()) == []
    assert json.loads(stats("--json").stdout) == {"rules": []}


def test_precision_is_said_in_words_and_as_an_interval(url: str) -> None:
    fixed: list[str | None] = ["fixed"] * 14
    keep(url, "promises", [*fixed, *["not_relevant"] * 4, *["rule_wrong"] * 2, "kept", None], 7)

    line = next(row for row in stats().stdout.splitlines() if row.startswith("promises"))
    assert " ".join(line.split()) == "promises 22 14 1 4 2 right 14 of 20 times"
    row = told()["promises"]
    assert row["precision"] == pytest.approx(0.7)
    assert row["interval"] == pytest.approx([0.481, 0.8545], abs=1e-3)


@pytest.mark.parametrize(("checks", "people"), [(4, 4), (9, 4)])
def test_a_rule_with_too_few_checks_or_people_shows_no_figure(
    url: str, checks: int, people: int
) -> None:
    keep(url, "rare", ["fixed"] * checks, people)

    assert told()["rare"] == {"rule": "rare", "precision": None, "says": "too few to show"}
    line = next(row for row in stats().stdout.splitlines() if row.startswith("rare"))
    assert line.split() == ["rare", "too", "few", "to", "show"]


def test_a_small_sample_is_called_one(url: str) -> None:
    keep(url, "promises", ["fixed"] * 5, 5)

    assert told()["promises"]["says"] == "right 5 of 5 times (small sample)"


def test_a_broken_database_is_explained(url: str, tmp_path: Path) -> None:
    (tmp_path / "checkpost.db").write_text("no database at all" * 100)

    result = stats()

    assert result.exit_code == 2
    assert "is damaged" in result.stderr
