"""What has to be done to workflows from outside: deleting finished ones, handing over orphans.

Not to be called from inside a workflow, unless as a step: the library would write down every
workflow that is listed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime

from dbos import DBOS, WorkflowStatus

_FINISHED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
_UNFINISHED = ["PENDING", "ENQUEUED"]
_BATCH = 500


async def delete_finished(before: datetime) -> int:
    """Delete what finished before that moment, with all it had written down; return how many."""
    deleted = 0
    while True:
        found = await DBOS.list_workflows_async(
            status=_FINISHED,
            completed_before=before.astimezone(UTC).isoformat(),
            limit=_BATCH,
            load_input=False,
            load_output=False,
        )
        if not found:
            return deleted
        await DBOS.delete_workflows_async([one.workflow_id for one in found])
        deleted += len(found)


async def give_up_begun(before: datetime) -> None:
    """Let go of what was begun before that moment and never finished, as where its key is gone.

    It is deleted with what has finished.
    """
    found = await DBOS.list_workflows_async(
        status=["PENDING", "ENQUEUED"],
        end_time=before.astimezone(UTC).isoformat(),
        load_input=False,
        load_output=False,
    )
    if found:
        await DBOS.cancel_workflows_async([one.workflow_id for one in found])


async def is_unfinished(workflow_id: str) -> bool:
    """Whether there is such a workflow, and it has something left to do."""
    found = await DBOS.list_workflows_async(
        workflow_ids=[workflow_id],
        status=_UNFINISHED,
        load_input=False,
        load_output=False,
    )
    return bool(found)


async def text_of(workflow_id: str) -> str | None:
    """Return what a workflow was started with; None where there is no such workflow."""
    found = await DBOS.list_workflows_async(workflow_ids=[workflow_id], load_output=False)
    return str(found[0].input["args"][0]) if found and found[0].input else None


async def texts_of(name: str) -> AsyncIterator[tuple[str, str]]:
    """Yield the id of each unfinished workflow of this name, and what it was started with.

    What no present key reads is left out.
    """
    passed = 0
    while True:
        found = await DBOS.list_workflows_async(
            name=name, status=_UNFINISHED, limit=_BATCH, offset=passed, load_output=False
        )
        for one in found:
            if isinstance(one.input, dict):
                yield one.workflow_id, str(one.input["args"][0])
        if len(found) < _BATCH:
            return
        passed += len(found)


async def queued_since() -> list[datetime]:
    """Return since when each piece of work waits in a queue for somebody who has room."""
    found = await DBOS.list_queued_workflows_async(
        status="ENQUEUED", load_input=False, load_output=False
    )
    return [datetime.fromtimestamp((one.created_at or 0) / 1000, UTC) for one in found]


async def busy_replicas() -> set[str]:
    """Return the replicas that have unfinished work, dead or alive."""
    return {one.executor_id for one in await _unfinished() if one.executor_id}


async def take_over(replica: str) -> int:
    """Put the work of a dead replica back into the queue, and return how much it was."""
    left = [one.workflow_id for one in await _unfinished(replica)]
    if left:
        await go_on_with(left)
    return len(left)


async def begun_by(replica: str) -> set[str]:
    """Return the ids of a replica's unfinished work."""
    return {one.workflow_id for one in await _unfinished(replica)}


async def go_on_with(workflow_ids: Iterable[str]) -> None:
    """Put work back into the queue, for whoever has room."""
    await DBOS.resume_workflows_async(list(workflow_ids))


async def _unfinished(replica: str | None = None) -> list[WorkflowStatus]:
    return await DBOS.list_workflows_async(
        status="PENDING", executor_id=replica, load_input=False, load_output=False
    )
