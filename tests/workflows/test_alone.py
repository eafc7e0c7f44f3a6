"""The anonymous profile on PostgreSQL: one process alone, since it keeps choices in its memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import psycopg
import pytest

from bot.cli.diagnosis import State
from bot.cli.diagnosis_profile import look_at_profile
from bot.settings import Settings
from bot.workflows.alone import NotAlone
from bot.workflows.replicas import Replicas
from storage.store import Store
from storage.urls import parse_url
from tests.postgres import fresh_database
from tests.workflows.bench import until

Runs = Callable[..., Replicas]


@pytest.fixture
def shared() -> str:
    return fresh_database()


@pytest.fixture
async def runs(shared: str) -> AsyncIterator[Runs]:
    """Replicas on that database, which leave at the end."""
    async with AsyncExitStack() as stack:

        def replica(own: str, *, alone: bool, patience: float = 0.0) -> Replicas:
            made = Replicas(parse_url(shared), own, 0.05, alone=alone, patience=patience)
            stack.push_async_callback(made.leave)
            return made

        yield replica


@pytest.mark.parametrize(("first", "second"), [(True, True), (True, False), (False, True)])
async def test_nobody_runs_beside_a_replica_of_the_anonymous_profile(
    runs: Runs, *, first: bool, second: bool
) -> None:
    await runs("first", alone=first).join()
    with pytest.raises(NotAlone, match=r"AI switched off in one .* CHECKPOST_PROFILE=standard\."):
        await runs("second", alone=second).join()


async def test_replicas_of_the_standard_profile_run_side_by_side(runs: Runs) -> None:
    await runs("first", alone=False).join()
    await runs("second", alone=False).join()


async def test_one_that_is_being_stopped_is_waited_for(runs: Runs) -> None:
    stopping = runs("old", alone=True)
    await stopping.join()
    starting = asyncio.create_task(runs("new", alone=True, patience=10.0).join())
    await asyncio.sleep(0)
    await stopping.leave()
    await starting


async def test_one_that_lost_its_place_meanwhile_says_so(
    shared: str, runs: Runs, caplog: pytest.LogCaptureFixture
) -> None:
    first = runs("first", alone=True)
    await first.join()
    with psycopg.connect(shared, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        )
    await runs("second", alone=True, patience=10.0).join()

    async def nobody() -> set[str]:
        return set()

    async def none(_replica: str) -> int:
        return 0

    async def told() -> bool:
        return "has to run alone" in caplog.text

    first.watch(nobody, none)
    await until(told)


async def test_the_doctor_counts_who_may_not_run_beside_the_anonymous_profile(
    shared: str, runs: Runs
) -> None:
    await (await Store.open(shared)).close()
    settings = Settings(checkpost_database_url=shared, checkpost_profile="anonymous")
    assert (await look_at_profile(settings)).state is State.OK
    await runs("first", alone=False).join()
    await runs("second", alone=False).join()

    seen = await look_at_profile(settings)

    assert seen.state is State.FAIL
    assert "2 replicas of the standard profile run on this database" in seen.says
    assert "Stop them" in seen.remedy
