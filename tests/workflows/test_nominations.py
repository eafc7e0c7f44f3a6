"""Nominations, kept and carried, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.keeping.exporting import exported, opener
from bot.keeping.nominated import Nominated
from bot.keys import Keys
from bot.vocabulary.recognition import MOST_OPEN, OPEN_FOR, Answered, Nomination, Thanks
from bot.workflows.engine import Engine
from bot.workflows.nominate import DurableNominations
from bot.workflows.retention import Retention
from storage.store import Store
from tests.workflows.bench import KEY, until

TEAM, RASHID = "T0BRIGHT", "U0RASHID"
WHY = "It says in two lines what took us a page"
GIVEN = Nomination(
    delivery="V1",
    nominee=RASHID,
    by="U0MARTA",
    team=TEAM,
    link="https://social.example/114",
    sentence=WHY,
    at=datetime(2026, 11, 23, 9, tzinfo=UTC),
)


class FakeMessenger:
    """Remembers whom it asked; an exception in `failures` is raised first."""

    def __init__(self) -> None:
        self.asked: list[Nomination] = []
        self.failures: list[Exception] = []

    async def ask(self, nomination: Nomination) -> None:
        if self.failures:
            raise self.failures.pop()
        self.asked.append(nomination)


@dataclass
class Carrying:
    """Everything of one process, without the process."""

    store: Store
    keys: Keys
    post: FakeMessenger
    nominated: Nominated
    nominations: DurableNominations
    retention: Retention
    silent: set[str]
    now: datetime = GIVEN.at

    async def asked(self, number: int = 1) -> str:
        async def done() -> bool:
            return len(self.post.asked) >= number

        await until(done)
        return self.post.asked[-1].nomination_id

    async def rows(self) -> list[str]:
        wanted = text("SELECT sealed FROM nominations")
        return await self.store.read(lambda connection: [*connection.scalars(wanted)])


@asynccontextmanager
async def carrying(url: str) -> AsyncIterator[Carrying]:
    store = await Store.open(url)
    keys = await Keys.open(KEY, None, store)
    engine = Engine(url, keys)
    nominated = Nominated(store, keys, lambda: bench.now)

    async def wanted(team: str | None, user: str) -> bool:
        assert team
        return user not in bench.silent

    post = FakeMessenger()
    nominations = DurableNominations(
        post=post, nominated=nominated, wanted=wanted, keys=keys, engine=engine
    )
    retention = Retention(rows=store, engine=engine, clock=lambda: bench.now)
    bench = Carrying(store, keys, post, nominated, nominations, retention, set())
    await engine.launch()
    try:
        yield bench
    finally:
        await engine.close()
        await store.close()


async def test_only_what_was_accepted_is_told_and_it_is_sealed_until_then(url: str) -> None:
    async with carrying(url) as bench:
        assert await bench.nominations.start(GIVEN)
        nomination_id = await bench.asked()
        [sealed] = await bench.rows()
        day = timedelta(days=1)
        before = await bench.nominated.accepted(bench.now - day, bench.now + day)

        accepted = await bench.nominations.answer(TEAM, RASHID, nomination_id, accept=True)
        again = await bench.nominations.answer(TEAM, RASHID, nomination_id, accept=True)

        assert (accepted, again) == (Answered.ACCEPTED, Answered.ACCEPTED)
        assert WHY not in sealed
        assert RASHID not in sealed
        assert before == ()
        told = await bench.nominated.accepted(bench.now - day, bench.now + day)
        assert told == (Thanks(RASHID, GIVEN.link, WHY),)
        assert await bench.nominated.accepted(bench.now + day, bench.now + 2 * day) == ()


async def test_a_no_leaves_no_row_and_can_follow_a_yes(sqlite_url: str) -> None:
    async with carrying(sqlite_url) as bench:
        await bench.nominations.start(GIVEN)
        nomination_id = await bench.asked()
        await bench.nominations.answer(TEAM, RASHID, nomination_id, accept=True)

        declined = await bench.nominations.answer(TEAM, RASHID, nomination_id, accept=False)
        again = await bench.nominations.answer(TEAM, RASHID, nomination_id, accept=False)

        assert (declined, again) == (Answered.DELETED, Answered.GONE)
        assert await bench.rows() == []


async def test_nobody_else_can_answer(sqlite_url: str) -> None:
    async with carrying(sqlite_url) as bench:
        await bench.nominations.start(GIVEN)
        nomination_id = await bench.asked()

        for user, team in (("U0MARTA", TEAM), (RASHID, "T0OTHER")):
            for accept in (True, False):
                answered = await bench.nominations.answer(team, user, nomination_id, accept=accept)
                assert answered is Answered.GONE
        assert len(await bench.rows()) == 1


async def test_a_form_sent_twice_asks_once(sqlite_url: str) -> None:
    async with carrying(sqlite_url) as bench:
        await bench.nominations.start(GIVEN)
        await bench.asked()

        assert await bench.nominations.start(GIVEN) is False
        assert len(await bench.rows()) == 1


async def test_without_an_answer_it_is_gone_after_14_days(url: str) -> None:
    async with carrying(url) as bench:
        for number in (1, 2):
            await bench.nominations.start(replace(GIVEN, delivery=f"V{number}"))
            accepted = await bench.asked(number)
        await bench.nominations.answer(TEAM, RASHID, accepted, accept=True)

        bench.now = GIVEN.at + OPEN_FOR
        await bench.retention.run()
        kept = len(await bench.rows())
        bench.now += timedelta(seconds=1)
        await bench.retention.run()

        assert (kept, len(await bench.rows())) == (2, 1)


async def told(bench: Carrying, key: str) -> str:
    """Return what a person reads of what is kept of them."""
    texts = exported(bench.store.rows_of(key), opener(bench.keys))
    return "".join([each async for each in texts])


async def test_forgetting_and_showing_cover_nominations(url: str) -> None:
    async with carrying(url) as bench:
        await bench.nominations.start(GIVEN)
        await bench.asked()
        key = bench.keys.author_key(TEAM, RASHID)
        held = await told(bench, key)
        marta = await told(bench, bench.keys.author_key(TEAM, "U0MARTA"))
        rows = (await bench.store.held(key)).rows

        assert WHY in held
        assert "MARTA" not in held
        assert '"nominations": []' in marta  # from its going nobody learns of a no
        assert rows["nominations"] == 1
        assert await bench.store.forget(key) == 1
        assert await bench.rows() == []


async def test_who_wants_no_messages_is_not_asked_and_nothing_is_kept(sqlite_url: str) -> None:
    async with carrying(sqlite_url) as bench:
        bench.silent.add(RASHID)
        await bench.nominations.start(GIVEN)
        await bench.nominations.start(replace(GIVEN, delivery="V2", nominee="U0HANNE"))
        await bench.asked()

    # Closing waits for what runs, so that nobody is asked a moment later.
    assert [each.nominee for each in bench.post.asked] == ["U0HANNE"]
    async with carrying(sqlite_url) as later:
        assert len(await later.rows()) == 1


async def test_nobody_is_flooded(sqlite_url: str) -> None:
    async with carrying(sqlite_url) as bench:
        for number in range(MOST_OPEN + 1):
            await bench.nominated.keep(replace(GIVEN, nomination_id=f"n{number}"))

        assert len(await bench.rows()) == MOST_OPEN


async def test_no_log_line_repeats_what_was_written(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with carrying(sqlite_url) as bench:
        bench.post.failures.append(RuntimeError(WHY))
        await bench.nominations.start(GIVEN)

        async def warned() -> bool:
            return "nominate: ask failed" in caplog.text

        await until(warned)
        await asyncio.sleep(0)

    assert WHY not in caplog.text
    assert RASHID not in caplog.text
