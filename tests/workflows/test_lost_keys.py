"""A key that is dropped too soon: what it locked waits for it, is named, and is lost to nobody."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dbos import DBOS

from bot.cli.diagnosis import State
from bot.cli.diagnosis_keys import look_at_keys
from bot.keeping.lending import Lending
from bot.keys import Keys
from bot.settings import Settings
from bot.workflows.outside import from_outside
from bot.workflows.serializer import SealedJson, Unreadable
from bot.workflows.unread import Unread
from storage.store import Store
from tests.workflows.bench import KEY, Bench, running, until
from tests.workflows.runner import asked

NEW = KEY[::-1]
BOTH = f"{NEW},{KEY}"
STRANGE = Keys(["nobody-here-knows-this-one-any-more"], b"")


async def status(workflow_id: str) -> list[str]:
    found = await DBOS.list_workflows_async(
        workflow_ids=[workflow_id], load_input=False, load_output=False
    )
    return [one.status for one in found]


async def turn_the_key(url: str) -> None:
    """Seal with the new key what is sealed anew at a start, as the first start with both does."""
    store = await Store.open(url)
    await Keys.open(BOTH, None, store)
    await store.close()


def never(bench: Bench) -> None:
    bench.reviewer.enqueue(asyncio.Event())


async def seen_with(url: str, key: str) -> tuple[State, str, str]:
    seen = await look_at_keys(Settings(checkpost_database_url=url, checkpost_secret_key=key))
    return seen.state, seen.says, seen.remedy


async def test_a_check_waits_for_the_key_it_was_written_with_and_is_answered_once(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(url, prepare=never, grace=0.0) as bench:
        await bench.checks.start(asked(1))
        workflow_id = bench.checks._id(asked(1))
    await turn_the_key(url)

    async with running(url, key=NEW) as without:

        async def told() -> bool:
            return "no present key reads 1 check" in caplog.text

        await until(told)
        assert "Put the old key back behind the new one" in caplog.text
        assert await status(workflow_id) == ["PENDING"]
        await without.retention.run()
        assert await status(workflow_id) == ["PENDING"]
        # What is asked now is answered all the same.
        await without.checks.start(asked(2))
        [(done, _, _)] = await without.delivery.wait()
        assert done.check_id == "check-2"
    state, says, remedy = await seen_with(url, NEW)
    assert state is State.FAIL
    assert "1 check" in says
    assert "Put the old key back" in remedy
    assert (await seen_with(url, BOTH))[0] is State.OK
    assert (await seen_with(url, KEY))[0] is State.FAIL

    async with running(url, key=BOTH) as again:
        [(done, _, _)] = await again.delivery.wait()
        assert done.check_id == "check-1"


async def test_what_was_lent_under_a_dropped_key_is_told_by_the_doctor(sqlite_url: str) -> None:
    assert (await seen_with(sqlite_url, NEW))[1] == "nothing is locked yet"
    store = await Store.open(sqlite_url)
    keys = await Keys.open(KEY, None, store)
    lending = Lending(store, keys, days=30, clock=lambda: datetime.now(UTC))
    await lending.lend("T0BRIGHT", "U0MIRA", "check-1", asked(1).draft)
    await store.close()
    await turn_the_key(sqlite_url)

    state, says, _ = await seen_with(sqlite_url, NEW)

    assert state is State.WARN
    assert "1 lent draft" in says
    assert (await seen_with(sqlite_url, BOTH))[0] is State.OK


async def test_what_waits_for_a_key_that_never_comes_is_let_go_with_everything_else(
    sqlite_url: str,
) -> None:
    async with running(sqlite_url, prepare=never, grace=0.0) as bench:
        await bench.checks.start(asked(1))
        workflow_id = bench.checks._id(asked(1))
    await turn_the_key(sqlite_url)

    async with running(sqlite_url, key=NEW) as without:

        async def waits() -> bool:
            return without.engine._unread.ids == {workflow_id}

        await until(waits)
        without.now += timedelta(days=181)
        await without.retention.run()
        assert await status(workflow_id) == ["CANCELLED"]
        without.now += timedelta(minutes=16)
        await without.retention.run()
        assert await status(workflow_id) == []
    assert (await seen_with(sqlite_url, NEW))[0] is State.OK


@pytest.mark.parametrize(
    ("table", "column"), [("operation_outputs", "output"), ("notifications", "message")]
)
async def test_work_waits_where_a_step_or_a_message_cannot_be_read(
    table: str, column: str, sqlite_url: str, tmp_path: Path
) -> None:
    told = asyncio.Event()

    def asking(bench: Bench) -> None:
        async def run(_text: str) -> None:
            await bench.engine.step("ask", ask)
            told.set()
            await bench.engine.wait("answer", 600.0)

        async def ask() -> str:
            return "asked"

        bench.engine.workflow("question", run)

    async with running(sqlite_url, prepare=asking, grace=0.0) as bench:
        await bench.engine.start("question", "question-1", "")
        await told.wait()
        keys = bench.keys
    with closing(sqlite3.connect(tmp_path / "checkpost.dbos.sqlite")) as database:
        strange = STRANGE.encrypt('"yes"')
        if table == "notifications":
            database.execute(
                "INSERT INTO notifications (message_uuid, destination_uuid, topic, message,"
                " serialization) VALUES ('1', 'question-1', 'answer', ?, ?)",
                (strange, SealedJson(keys).name()),
            )
        else:
            database.execute("UPDATE operation_outputs SET output = ?", (strange,))
        database.commit()
    state, says, _ = await seen_with(sqlite_url, KEY)
    assert (state, "1 question" in says) == (State.FAIL, True), "without the bot, too"

    async with running(sqlite_url, prepare=asking) as again:

        async def seen() -> bool:
            return again.engine._unread.ids == {"question-1"}

        await until(seen)
        assert await status("question-1") == ["PENDING"]

    with closing(sqlite3.connect(tmp_path / "checkpost.dbos.sqlite")) as database:
        kept = [row[0] for row in database.execute(f"SELECT {column} FROM {table}")]  # noqa: S608 -- names of this test
    assert strange in kept


async def test_a_message_that_was_not_received_yet_is_told_by_the_doctor(url: str) -> None:
    def asking(bench: Bench) -> None:
        async def run(_text: str) -> None:
            await bench.engine.wait("never", 600.0)

        bench.engine.workflow("question", run)

    await turn_the_key(url)
    async with running(url, prepare=asking, grace=0.0, key=BOTH) as bench:
        await bench.engine.start("question", "question-1", "")
    assert (await seen_with(url, NEW))[0] is State.OK
    with from_outside(url, Keys([KEY], b"")) as one_with_the_old_key:
        one_with_the_old_key.send("question-1", "yes", "answer")

    assert (await seen_with(url, NEW))[:2] == (
        State.FAIL,
        "no present key reads 1 question: they wait for the old one",
    )
    assert (await seen_with(url, BOTH))[0] is State.OK


async def test_what_nobody_reads_here_is_offered_to_other_replicas() -> None:
    offered: list[set[str]] = []

    async def offer(ids: object) -> None:
        if not offered:
            offered.append(set())
            raise ConnectionError
        offered.append(set(ids))  # type: ignore[call-overload]  # ids are iterable

    unread = Unread(offer, every=0.01)
    with pytest.raises(asyncio.CancelledError), unread.let_wait("check", "check-1"):
        raise Unreadable
    unread.watch()

    async def taken() -> bool:
        return {"check-1"} in offered

    await until(taken)
    await unread.leave()
    assert unread.ids == set()


def test_what_cannot_be_read_is_never_written_over() -> None:
    sealed = SealedJson(STRANGE)
    with pytest.raises(Unreadable):
        sealed.serialize((Unreadable(), None))
