"""`checkpost rules decisions`: the log of who answered for the company, and when."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

from typer.testing import CliRunner

from bot.cli.command import build
from storage.records import DecisionRecord
from storage.store import Store

FINE = DecisionRecord(
    ask_id="ask1",
    number=0,
    at=datetime(2026, 7, 6, 9, 41, tzinfo=UTC),
    channel="#deals-room",
    rule="codename",
    topic="confidential",
    answer="fine",
    by_user="U0HANNE",
    by_key="hanne-hashed",
    asked_at=datetime(2026, 7, 3, 16, tzinfo=UTC),
)


def run(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(build(), ["rules", "decisions", *args])
    return done.exit_code, done.output


async def decided(url: str) -> None:
    store = await Store.open(url)
    await store.add_decision(FINE)
    await store.close()


async def forgotten(url: str) -> None:
    await decided(url)
    store = await Store.open(url)
    assert await store.forget(FINE.by_key) == 1
    await store.close()


def test_who_answered_and_when_in_the_companys_time(url: str) -> None:
    asyncio.run(decided(url))

    assert run() == (0, "2026-07-06 10:41  U0HANNE  fine  #deals-room  codename\n")


def test_for_machines_it_holds_no_hash_and_not_when_it_was_asked(url: str) -> None:
    asyncio.run(decided(url))

    code, said = run("--json")

    assert code == 0
    assert json.loads(said)["decisions"] == [
        {
            "at": "2026-07-06T09:41:00+00:00",
            "by": "U0HANNE",
            "answer": "fine",
            "channel": "#deals-room",
            "rule": "codename",
            "topic": "confidential",
        }
    ]


def test_whoever_was_forgotten_is_named_no_more(url: str) -> None:
    asyncio.run(forgotten(url))

    assert run() == (0, "2026-07-06 10:41  (forgotten)  fine  #deals-room  codename\n")
    assert "U0HANNE" not in run("--json")[1]


def test_without_any_it_says_so(url: str) -> None:
    del url

    assert run() == (0, "No channel has answered a question yet, or nothing of it is kept.\n")
