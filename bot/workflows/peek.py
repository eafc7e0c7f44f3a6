"""A look at what is in flight from outside the bot, while it runs or not: nothing is changed."""

from __future__ import annotations

from dbos import DBOSClient, StepInfo, WorkflowStatus

from bot.keys import Keys
from bot.workflows.outside import NeverRan, from_outside
from bot.workflows.serializer import Unreadable

_UNFINISHED = ["PENDING", "ENQUEUED", "DELAYED"]


def unread_work(database_url: str, keys: Keys) -> list[str]:
    """Return the name of each piece of work that is in flight and that `keys` do not read.

    Raises sqlalchemy's errors where the database cannot be asked.
    """
    try:
        with from_outside(database_url, keys) as client:
            found = client.list_workflows(status=_UNFINISHED, load_output=False)
            return [one.name for one in found if _is_unread(one, client)]
    except NeverRan:
        return []


def _is_unread(work: WorkflowStatus, client: DBOSClient) -> bool:
    given: object = work.input  # the library names a type for what it can read alone
    steps = client.list_workflow_steps(work.workflow_id)
    return isinstance(given, Unreadable) or any(map(_unread_step, steps))


def _unread_step(step: StepInfo) -> bool:
    return isinstance(step["output"], Unreadable) or isinstance(step["error"], Unreadable)
