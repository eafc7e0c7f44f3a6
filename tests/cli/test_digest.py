"""`checkpost digest`, on the strict double of Slack and a file of checks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.command import build
from bot.digest.week import Week
from storage.records import FindingRecord
from storage.store import Store
from tests.slack_double import SlackDouble
from tests.storage.test_store import check

LISBON = "Europe/Lisbon"
TOKEN = f"xoxb-{LISBON}"
LAST = Week.of(datetime.now(UTC), LISBON).before()
FIXED = FindingRecord("employee-disclosure", "3", "disclosure", "fix", "rule", "fixed")


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    named = f"sqlite:///{tmp_path}/checkpost.db"
    for name, value in {"DATABASE_URL": named, "DIGEST_CHANNEL": "#social-learning"}.items():
        monkeypatch.setenv(f"CHECKPOST_{name}", value)
    return named


@pytest.fixture
async def slack(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SlackDouble]:
    double = SlackDouble(TOKEN)
    await double.start()
    double.public["C0LEARN"] = {"id": "C0LEARN", "name": "social-learning", "is_private": False}
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_API_URL", double.base_url)
    yield double
    await double.stop()


async def fill(url: str) -> None:
    """Let twelve people fix something last week."""
    store = await Store.open(url)
    hour = LAST.begins(LISBON) + timedelta(days=2)
    await store.add_checks(
        [
            check(f"c{who}", hour=hour, author_key=f"{who:02x}", findings=(FIXED,))
            for who in range(12)
        ]
    )
    await store.close()


async def run(*arguments: str) -> Result:
    return await asyncio.to_thread(lambda: CliRunner().invoke(build(), ["digest", *arguments]))


async def test_a_dry_run_prints_the_digest_and_posts_nothing(url: str) -> None:
    await fill(url)

    done = await run("--dry-run", "--week", str(LAST))

    assert done.exit_code == 0, done.output
    assert done.output.startswith("Most common fix last week: putting *I work at Brightwater*")
    assert "• saying where you work: 10" in done.output
    assert "[Number 1]\n[Number 2]" in done.output or "What would you do?" in done.output


async def test_a_dry_run_as_json_holds_the_messages_by_language(url: str) -> None:
    await fill(url)

    done = await run("--dry-run", "--json")

    told = json.loads(done.stdout)
    assert told["week"] == str(LAST)
    [digest, thread] = told["messages"]["en"]
    assert digest["blocks"][0]["block_id"] == f"digest:{LAST}"
    assert thread["blocks"][0]["block_id"] == f"digest-thread:{LAST}"


async def test_a_digest_is_posted_and_then_edited_in_place(url: str, slack: SlackDouble) -> None:
    await fill(url)

    first, second = await run(), await run("--json")

    assert first.stdout == f"#social-learning: the digest is there ({LAST})\n"
    assert json.loads(second.stdout)[0]["status"] == "posted"
    assert len(slack.mail.messages["C0LEARN"]) == 2, "the digest and its thread, once each"


async def test_an_app_that_is_not_in_the_channel_says_how_to_invite_it(
    url: str, slack: SlackDouble
) -> None:
    await fill(url)
    slack.public.clear()

    done = await run()

    assert (done.exit_code, "/invite @Checkpost" in done.stderr) == (2, True)


async def test_a_quiet_week_is_said_so(url: str, slack: SlackDouble) -> None:
    await fill(url)

    done = await run("--week", str(LAST.before(3)))

    assert "too little to say" in done.stdout
    assert slack.mail.messages["C0LEARN"] == []


@pytest.mark.parametrize(
    ("week", "says"),
    [("last", "such as 2026-W47"), (str(LAST.before(-1)), f"The newest is {LAST}")],
)
async def test_a_week_that_cannot_be_told_names_one_that_can(
    url: str, week: str, says: str
) -> None:
    await fill(url)

    done = await run("--dry-run", "--week", week)

    assert (done.exit_code, says in done.stderr) == (2, True), done.output


def test_without_a_token_or_a_database_it_says_what_is_missing(url: str) -> None:
    assert "--dry-run prints" in asyncio.run(run()).stderr
    assert "Nothing was checked yet" in asyncio.run(run("--dry-run")).stderr
    assert not Path(url.removeprefix("sqlite:///")).exists()
