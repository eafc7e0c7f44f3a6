"""`checkpost rules stats`, against a real database."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.command import build
from storage.records import CheckRecord, FindingRecord
from storage.store import Store
from tests.policy.writing import live, write_folder

HOUR = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=7)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    rules = live("kind: phrase\nany: [guarantee*]", "guaranteed returns", rule_id="promises")
    monkeypatch.setenv("CHECKPOST_RULES", str(write_folder(tmp_path, rules)))
    monkeypatch.chdir(tmp_path)
    named = f"sqlite:///{tmp_path}/checkpost.db"
    monkeypatch.setenv("CHECKPOST_DATABASE_URL", named)
    return named


def stats(*options: str) -> Result:
    return CliRunner().invoke(build(), ["rules", "stats", *options])


def told(*options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(stats("--json", *options).stdout)
    return found


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
    before = sorted(tmp_path.iterdir())
    result = stats()

    assert url
    assert result.exit_code == 0
    assert result.stdout.startswith("Nothing was checked yet")
    assert sorted(tmp_path.iterdir()) == before
    assert told() == {"rules": []}


def test_the_first_lines_say_whether_it_works_then_how_each_rule_does(url: str) -> None:
    keep(url, "promises", [*["fixed"] * 14, *["not_relevant"] * 6], 7)

    lines = stats().stdout.splitlines()
    assert lines[0].startswith("How the rules did from ")
    assert lines[1].startswith("About 20 checks; about 20 had something to fix or ask")
    assert (
        "promises: spoke 20 · fixed 15 · not relevant 5 · right at least 15 of 20 times"
        in stats().stdout
    )
    [row] = told()["rules"]
    assert (row["hits"], row["judged"], row["precision"]) == (20, 20, 0.75)
    assert row["interval"] == pytest.approx([0.5313, 0.8881], abs=1e-3)


@pytest.mark.parametrize(("checks", "people"), [(4, 4), (9, 4)])
def test_a_rule_with_too_few_checks_or_people_shows_no_figure(
    url: str, checks: int, people: int
) -> None:
    keep(url, "promises", ["fixed"] * checks, people)

    report = told()
    assert (report["rules"], report["silent"]) == ([], ["promises"])
    assert "Too few checks to say anything" in stats().stdout


def test_weeks_and_the_last_month_are_told_apart(url: str) -> None:
    keep(url, "promises", ["fixed"] * 20, 7)

    assert len(told("--weeks", "9")["period"]["weeks"]) == 9
    assert len(told("--month")["period"]["weeks"]) in {4, 5}


def test_a_file_that_is_no_database_is_explained(url: str, tmp_path: Path) -> None:
    assert url
    (tmp_path / "checkpost.db").write_text("no database at all" * 100)

    result = stats()

    assert result.exit_code == 2
    assert "is not a SQLite database" in result.stderr
