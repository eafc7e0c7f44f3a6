"""What is to be done once is claimed once, here or in another replica, and leaves nothing."""

from __future__ import annotations

from datetime import timedelta

from dbos import DBOS

from bot.workflows.claims import Claims
from tests.workflows.bench import Bench, running

REPORT = "suspicious:V1"


async def test_a_claim_holds_in_the_next_process_and_names_nothing_it_was_made_of(
    url: str,
) -> None:
    held: list[Claims] = []

    def claiming(bench: Bench) -> None:
        held.append(Claims(bench.engine, bench.keys))

    async with running(url, prepare=claiming):
        assert await held[0].first(REPORT)
        assert not await held[0].first(REPORT)
        assert await held[0].first("suspicious:V2")

    async with running(url, prepare=claiming) as again:
        assert not await held[1].first(REPORT), "on PostgreSQL any replica asks the same table"
        ids = [each.workflow_id for each in await DBOS.list_workflows_async(name="claim")]
        assert len(ids) == 2
        assert "V1" not in str(ids)
        again.now += timedelta(minutes=16)
        await again.retention.run()
        assert await DBOS.list_workflows_async(name="claim") == []
