"""`checkpost privacy`, against a real database."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.command import build
from bot.cli.diagnosis import State
from bot.cli.diagnosis_profile import look_at_profile
from bot.keys import KEY_FILE, Keys
from bot.settings import load_settings
from bot.workflows.engine import Engine
from bot.workflows.forgetting import EVERYBODY
from bot.workflows.lock import RunLock
from bot.workflows.outside import from_outside
from storage.records import CheckRecord, DecisionRecord, FindingRecord
from storage.store import Store
from tests.slack_double import TEAM, SlackDouble

TOKEN = f"xoxb-{TEAM}"
HOUR = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHECKPOST_DATABASE_URL", f"sqlite:///{tmp_path}/checkpost.db")
    return tmp_path


def privacy(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(build(), ["privacy", *words], input=typed)


def rows_of(user: str) -> dict[str, int]:
    rows: dict[str, int] = json.loads(privacy("show", user, "--team", "T1", "--json").stdout)[
        "rows"
    ]
    return rows


def keep(folder: Path, user: str, checks: int) -> None:
    """Let somebody have accepted the deal, made checks and decided about a question."""

    async def add() -> None:
        store = await Store.open(f"sqlite:///{folder}/checkpost.db")
        key = (await Keys.open(None, folder / KEY_FILE, store)).author_key("T1", user)
        await store.accept_deal(key, HOUR, "api.openai.example")
        for number in range(checks):
            await store.add_check(
                CheckRecord(
                    check_id=f"{user}-{number}",
                    hour=HOUR + timedelta(days=number),
                    author_key=key,
                    platform="x",
                    purpose="post",
                    surface="command",
                    verdict="fix",
                    ruleset="sha256:1",
                    review_status="ok",
                    findings=(FindingRecord("weak-tag", "1", "disclosure", "fix", "rule"),),
                )
            )
        await store.add_decision(
            DecisionRecord(f"ask-{user}", 0, HOUR, "#legal", "deal", "legal", "fine", user, key)
        )
        await store.close()

    asyncio.run(add())


def test_show_counts_rows_and_says_how_old_they_are(folder: Path) -> None:
    keep(folder, "U0MARTA", 3)
    keep(folder, "U0JONAS", 1)

    held = {name: count for name, count in rows_of("U0MARTA").items() if count}
    assert held == {"checks": 3, "authors": 1, "decisions": 1, "findings": 3}
    shown = privacy("show", "U0MARTA", "--team", "T1").stdout
    assert "checks from 2026-11-20 to 2026-11-22" in shown
    assert "accepted_at, ai_review" in shown, "what a row holds, by name"
    assert "answer, by_user, by_key" in shown
    assert "ai_host" in shown
    assert "api.openai.example" not in shown
    assert "weak-tag" not in shown
    assert "#legal" not in shown


def test_a_stranger_has_no_rows(folder: Path) -> None:
    keep(folder, "U0MARTA", 1)

    assert set(rows_of("U0NOBODY").values()) == {0}
    assert "from" not in privacy("show", "U0NOBODY", "--team", "T1").stdout


def test_forgetting_one_person_leaves_the_others(folder: Path) -> None:
    keep(folder, "U0MARTA", 3)
    keep(folder, "U0JONAS", 2)

    answer = privacy("forget", "U0MARTA", "--team", "T1", "--yes")

    assert (answer.exit_code, answer.stdout) == (0, "8 rows told of U0MARTA, and none does now.\n")
    assert set(rows_of("U0MARTA").values()) == {0}
    assert rows_of("U0JONAS")["checks"] == 2
    assert answers(folder) == {"": "fine", "U0JONAS": "fine"}, "an answer of the company stays"
    assert b"U0MARTA" not in (folder / "checkpost.db").read_bytes().replace(b"ask-U0MARTA", b"")


@pytest.mark.parametrize(
    ("words", "left"), [(("U0MARTA", "--team", "T1"), "U0MARTA"), (("--all",), "")]
)
def test_forgetting_leaves_what_is_open_in_slack_to_the_bot(
    folder: Path, words: tuple[str, ...], left: str
) -> None:
    keep(folder, "U0MARTA", 1)
    keys = asyncio.run(the_bot_ran(folder))

    answer = privacy("forget", *words, "--yes")

    assert answer.stdout.startswith("What is open in Slack, questions and cards, goes while the")
    with from_outside(f"sqlite:///{folder}/checkpost.db", keys) as client:
        [work] = client.list_queued_workflows()
    key = keys.author_key("T1", left) if left else EVERYBODY
    assert (work.name, work.input) == ("forget", {"args": (key,), "kwargs": {}})


async def the_bot_ran(folder: Path) -> Keys:
    """Let a bot have run here, and return its keys."""
    url = f"sqlite:///{folder}/checkpost.db"
    store = await Store.open(url)
    keys = await Keys.open(None, folder / KEY_FILE, store)
    await store.close()
    engine = Engine(url, keys)
    await engine.launch()
    await engine.close()
    return keys


def test_forgetting_asks_first_and_a_no_changes_nothing(folder: Path) -> None:
    keep(folder, "U0MARTA", 1)

    answer = privacy("forget", "U0MARTA", "--team", "T1", typed="n\n")

    assert answer.exit_code == 1
    assert rows_of("U0MARTA")["checks"] == 1


def test_forgetting_everybody_changes_the_key_behind_their_codes(folder: Path) -> None:
    keep(folder, "U0MARTA", 3)

    async def code() -> str:
        store = await Store.open(f"sqlite:///{folder}/checkpost.db")
        keys = await Keys.open(None, folder / KEY_FILE, store)
        await store.close()
        return keys.author_key("T1", "U0MARTA")

    before = asyncio.run(code())
    answer = privacy("forget", "--all", "--yes")

    assert answer.stdout == "8 rows of everybody are gone.\n"
    after = asyncio.run(code())
    assert after != before
    held = b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
    assert before.encode() not in held


def test_what_the_anonymous_profile_would_not_have_kept_can_go_while_the_bot_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(folder, "U0MARTA", 3)
    keep(folder, "U0JONAS", 1)
    asyncio.run(add_a_check_of_nobody(folder))
    monkeypatch.setenv("CHECKPOST_PROFILE", "anonymous")
    lock = RunLock(folder / "checkpost.lock")
    lock.take()

    before = asyncio.run(look_at_profile(load_settings()))
    answer = privacy("forget", "--people", "--yes")
    after = asyncio.run(look_at_profile(load_settings()))

    lock.release()
    assert before.state is State.WARN
    assert before.says.endswith("4 in checks, 2 in authors, 2 in decisions")
    assert before.remedy == "Run: checkpost privacy forget --people"
    assert answer.stdout == "12 rows of everybody are gone.\n"
    assert after.says == "anonymous, and no row about anybody"
    assert counted(folder, "checks") == 1, "that somebody made a check is nobody's row"
    held = b"".join(file.read_bytes() for file in folder.iterdir() if file.suffix == ".db")
    assert b"U0MARTA" not in held


async def add_a_check_of_nobody(folder: Path) -> None:
    """What the anonymous profile keeps."""
    store = await Store.open(f"sqlite:///{folder}/checkpost.db")
    await store.add_check(
        CheckRecord("n", HOUR, "", "x", "post", "command", "fix", "sha256:1", "ok")
    )
    await store.close()


def answers(folder: Path) -> dict[str, str]:
    with sqlite3.connect(folder / "checkpost.db") as connection:
        held = dict(connection.execute("SELECT by_user, answer FROM decisions"))
    connection.close()
    return held


def counted(folder: Path, table: str) -> int:
    with sqlite3.connect(folder / "checkpost.db") as connection:
        [[number]] = connection.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- a table's name
    connection.close()
    return int(number)


def test_nobody_is_made_a_stranger_under_a_running_bot(folder: Path) -> None:
    keep(folder, "U0MARTA", 1)
    lock = RunLock(folder / "checkpost.lock")
    lock.take()

    answer = privacy("forget", "--all", "--yes")

    lock.release()
    assert answer.exit_code == 2
    assert "already running" in answer.stderr
    assert rows_of("U0MARTA")["checks"] == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["forget"], "or everybody with --all"),
        (["forget", "U0MARTA", "--all"], "or everybody with --all"),
        (["forget", "--people", "--all"], "or with --people"),
        (["show", "U0MARTA"], "--team"),
    ],
)
def test_a_call_that_cannot_work_says_what_would(folder: Path, words: list[str], says: str) -> None:
    keep(folder, "U0MARTA", 1)

    answer = privacy(*words)

    assert answer.exit_code == 2
    assert says in answer.stderr


def test_where_nothing_is_kept_no_database_is_made(folder: Path) -> None:
    answer = privacy("show", "U0MARTA", "--team", "T1")

    assert answer.exit_code == 2
    assert "nothing is kept" in answer.stderr
    assert list(folder.iterdir()) == []


def exporting(double: SlackDouble, monkeypatch: pytest.MonkeyPatch, *, refused: str = "") -> Result:
    """Export what is kept of Marta while a Slack of its own listens."""

    async def run() -> Result:
        await double.start()
        monkeypatch.setenv("SLACK_BOT_TOKEN", double.bot_token)
        monkeypatch.setenv("SLACK_API_URL", double.base_url)
        if refused:
            double.enqueue("conversations.open", {"error": refused})
        try:
            return await asyncio.to_thread(privacy, "export", "U0MARTA", "--team", "T1")
        finally:
            await double.stop()

    return asyncio.run(run())


def test_export_sends_a_person_every_row_of_theirs_and_prints_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(folder, "U0MARTA", 2)
    keep(folder, "U0JONAS", 1)
    double = SlackDouble(TOKEN)

    done = exporting(double, monkeypatch)

    assert done.exit_code == 0
    assert done.stdout == "The file is in U0MARTA's conversation with Checkpost.\n"
    [file] = double.files["D0MARTA"]
    kept = json.loads(file["content"])
    assert {name: len(rows) for name, rows in kept.items()} == {
        **dict.fromkeys(rows_of("U0MARTA"), 0),
        "checks": 2,
        "findings": 2,
        "authors": 1,
        "decisions": 1,
    }
    assert b"U0JONAS" not in file["content"]


def test_export_says_when_slack_does_not_take_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(folder, "U0MARTA", 1)

    done = exporting(SlackDouble(TOKEN), monkeypatch, refused="user_not_found")

    assert done.exit_code == 2
    assert "Slack does not take the file for U0MARTA (user_not_found)." in done.output


def test_export_needs_slack(folder: Path) -> None:
    keep(folder, "U0MARTA", 1)

    done = privacy("export", "U0MARTA", "--team", "T1")

    assert done.exit_code == 2
    assert "Set SLACK_BOT_TOKEN" in done.output


def test_a_name_instead_of_a_member_id_is_refused_and_nothing_counted() -> None:
    for words in (("show", "@marta"), ("export", "marta"), ("forget", "Marta", "--yes")):
        said = privacy(*words)
        assert said.exit_code == 2
        assert "Copy member ID" in " ".join(said.output.replace("│", " ").split())
