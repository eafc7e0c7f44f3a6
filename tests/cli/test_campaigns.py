"""`campaigns`, `rules gaps`, `rules comments`: figures by campaign and topic, never by person."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.command import build
from storage.records import StepRecord
from storage.store import Store

LAST_WEEK = (datetime.now(UTC) - timedelta(days=8)).date()


def run(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(build(), [*args])
    return done.exit_code, done.output


async def taken(url: str, kind: str, name: str, step: str) -> None:
    store = await Store.open(url)
    for person in range(6):
        await store.add_step(StepRecord(f"p{person}", kind, name, step, LAST_WEEK))
    await store.close()


def test_figures_and_imported_clicks_by_campaign(url: str, tmp_path: Path) -> None:
    asyncio.run(taken(url, "campaign", "river-week", "shared"))
    file = tmp_path / "clicks.csv"
    file.write_text(f"campaign,day,clicks\nriver-week,{LAST_WEEK},40\n")

    assert run("campaigns", "import", str(file)) == (0, "1 day of clicks imported.\n")
    assert run("campaigns", "import", str(file))[0] == 0
    code, said = run("campaigns", "stats", "--json")

    assert code == 0
    by_id = {each["campaign"]: each for each in json.loads(said)["campaigns"]}
    assert by_id["river-week"]["steps"] == {"shared": 5}
    assert by_id["river-week"]["clicks"] == 40
    assert by_id["first-job-day"] == {
        "campaign": "first-job-day",
        "title": "First Job Day",
        "steps": {},
        "clicks": None,
    }
    assert "River Week" in run("campaigns", "stats")[1]


def test_a_wrong_line_imports_nothing(url: str, tmp_path: Path) -> None:
    file = tmp_path / "clicks.csv"
    file.write_text("campaign,day,clicks\nriver-week,2026-11-20,4\nriver-weak,2026-11-20,4\n")
    code, said = run("campaigns", "import", str(file))
    assert (code, "clicks.csv:3 names the campaign 'river-weak'" in said) == (2, True), said
    clicks = json.loads(run("campaigns", "stats", "--json")[1])["campaigns"]
    assert {each["clicks"] for each in clicks} == {None}


def test_a_picture_that_has_no_place_is_said_at_once(tmp_path: Path) -> None:
    code, said = run("campaigns", "stats", "--chart", str(tmp_path / "gone" / "shared.png"))
    assert (code, "shared.png cannot be written: there is no folder" in said) == (2, True), said


def test_gaps_are_topics_and_no_questions(url: str) -> None:
    assert run("rules", "gaps") == (0, "No topic on which at least five people found no answer.\n")
    asyncio.run(taken(url, "question", "client", "unanswered"))
    assert run("rules", "gaps") == (0, "client: about 5 questions without an answer\n")
    assert json.loads(run("rules", "gaps", "--json")[1]) == {
        "gaps": [{"topic": "client", "questions": 5}]
    }


def test_comments_are_topics_and_no_words(url: str) -> None:
    nobody = "No topic on which at least five people answered comments.\n"
    assert run("rules", "comments") == (0, nobody)
    asyncio.run(taken(url, "comment", "delivery", "tagged"))
    assert run("rules", "comments") == (0, "delivery: about 5 comments\n")
    assert json.loads(run("rules", "comments", "--json")[1]) == {
        "comments": [{"topic": "delivery", "count": 5, "before": None}]
    }
